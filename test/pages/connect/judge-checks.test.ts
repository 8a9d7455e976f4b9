import { expect, it } from 'vitest';
import { notLookedAt } from '../../../server/pages/checks/check-catalogue.ts';
import { judgeChecks } from '../../../server/pages/connect/connect-steps.ts';
import { APP_ID } from '../../support/server.ts';

it('a step says once what several checks found alike', () => {
  const detail = 'The app has no webhook for "page".';
  const checks = notLookedAt('messenger', APP_ID).map((check) =>
    ['callback_url', 'app_fields'].includes(check.name) ? { ...check, state: 'missing' as const, detail } : check,
  );
  expect(judgeChecks(checks)).toMatchObject({ state: 'failed', detail });
});
