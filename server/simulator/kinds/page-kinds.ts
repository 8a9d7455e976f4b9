import { z } from 'zod';
import { dashboardTest } from '../webhook/extra-updates.ts';
import { pageEvent, personEvent } from '../webhook/messaging-event.ts';
import { defineKind, type EventKind, type KindContext } from './event-kind.ts';

const define = defineKind('page');

const ACCOUNTS: readonly EventKind[] = [
  define('account_linked', {
    about: 'The person finished account linking.',
    isAct: true,
    input: { code: z.string().default('opaque-code') },
    build: (context, { code }) =>
      personEvent(context, 'account_linking', { status: 'linked', authorization_code: code }),
  }),
  define('account_unlinked', {
    about: 'The person unlinked the account.',
    isAct: true,
    build: (context) => personEvent(context, 'account_linking', { status: 'unlinked' }),
  }),
];

const POLICY: readonly EventKind[] = (['warning', 'block', 'unblock'] as const).map((action) =>
  define(`policy_${action}`, {
    about: `The platform's policy: ${action}. No sender.`,
    input: { reason: z.string().default('The Page sent messages people had not asked for.') },
    build: (context, { reason }) =>
      pageEvent(context, 'policy_enforcement', action === 'unblock' ? { action } : { action, reason }),
  }),
);

const FEEDBACK: readonly EventKind[] = [
  define('feedback', {
    about: 'The customer feedback template was filled in.',
    isAct: true,
    input: { score: z.string().default('4'), comment: z.string().default('ok') },
    build: (context, { score, comment }) => {
      const follow_up = { type: 'free_form', payload: comment };
      const questions = { hauydmns8: { type: 'csat', payload: score, follow_up } };
      return personEvent(context, 'messaging_feedback', { feedback_screens: [{ screen_id: 0, questions }] });
    },
  }),
  define('response_feedback', {
    about: 'A thumb under a message of the Page.',
    input: { feedback: z.string().default('Good response'), mid: z.string().optional() },
    build: (context, { feedback, mid }) =>
      personEvent(context, 'response_feedback', { feedback, mid: mid ?? `m_${context.token()}` }),
  }),
  define('order', {
    about: 'A cart was sent.',
    isAct: true,
    input: { note: z.string().default('Please wrap it.') },
    build: (context, { note }) => {
      const product = { id: '4471', retailer_id: 'teapot', name: 'Stone teapot' };
      const products = [{ ...product, unit_price: 48, currency: 'EUR', quantity: 1 }];
      return personEvent(context, 'order', { products, note });
    },
  }),
  define('game_play', {
    about: 'An instant game was left.',
    build: (context) =>
      personEvent(context, 'game_play', {
        game_id: '1200',
        player_id: '3300',
        context_type: 'THREAD',
        context_id: '77',
        score: 9,
      }),
  }),
];

function change(field: string, build: (context: KindContext) => object): EventKind {
  return define(`change_${field}`, {
    about: `The field "${field}", among the changes of an entry.`,
    place: 'changes',
    build: (context) => ({ field, value: build(context) }),
  });
}

const CHANGES: readonly EventKind[] = [
  change('feed', (context) => ({
    item: 'comment',
    verb: 'add',
    comment_id: '1_2',
    post_id: `${context.pageId}_1`,
    from: { id: context.psid, name: 'Ada' },
    message: 'Do you ship?',
    created_time: Math.floor(context.at.getTime() / 1000),
  })),
  change('inbox_labels', (context) => ({
    action: 'add',
    label: { id: '90', page_label_name: 'VIP' },
    user: { id: context.psid },
  })),
  change('group_feed', () => ({ verb: 'add', item: 'post' })),
  change('calls', (context) => ({
    calls: [{ id: context.token(), from: context.psid, to: context.pageId, event: 'connect' }],
  })),
  change('call_permission_reply', () => ({ response: 'accept' })),
  change('call_settings_update', () => ({ calling_enabled: true })),
  change('marketing_messages_subscriber_upload_status', () => ({ status: 'COMPLETED', upload_id: '55' })),
  define('flat_template_status', {
    about: 'The status of a template, as a flat body.',
    place: 'body',
    build: (context) => ({
      object: 'page',
      field: 'messenger_template_status_update',
      id: context.pageId,
      time: Math.floor(context.at.getTime() / 1000),
      value: { event: 'APPROVED', message_template_id: 781, message_template_name: 'order_update' },
    }),
  }),
  define('dashboard_test', {
    about: 'The dashboard’s test button: id "0", seconds, strings.',
    place: 'body',
    build: (context) => dashboardTest('page', context.at),
  }),
];

/** What concerns accounts, policies, orders and the Page itself, and a kind that nobody has seen yet. */
export const PAGE_KINDS: readonly EventKind[] = [
  ...ACCOUNTS,
  ...POLICY,
  ...FEEDBACK,
  ...CHANGES,
  define('unknown', {
    about: 'A kind that nobody has seen yet.',
    input: { key: z.string().default('teleport'), value: z.unknown().default({ to: 'the shop' }) },
    build: (context, { key, value }) => personEvent(context, key, value),
  }),
];
