import { z } from 'zod';
import type { EventHead, MessagingEvent } from '../webhook/messaging-event.ts';
import type { Update } from '../webhook/update.ts';

/** What a kind may use besides what the caller said. */
export interface KindContext extends EventHead {
  readonly mid: string;
  /** A further id of this form, by chance. */
  token(): string;
  readonly appId: string;
  /** A file of the simulator's, under an address that expires like those of the platform. */
  mediaUrl(name: string): string;
}

/** One kind or variant of event that the control API can make. */
export interface EventKind {
  readonly kind: string;
  readonly object: Update['object'];
  readonly place: Update['place'];
  readonly about: string;
  /** True when it is something a person does, which opens the thread and its messaging window. */
  readonly isAct: boolean;
  /** @throws {z.ZodError} for input the kind does not know */
  build(context: KindContext, input: unknown): MessagingEvent;
}

interface Definition<S extends z.ZodRawShape> {
  readonly about: string;
  readonly input?: S;
  readonly isAct?: boolean;
  readonly place?: Update['place'];
  build(context: KindContext, input: z.output<z.ZodObject<S>>): MessagingEvent;
}

/** Makes definitions of kinds of one object, by name. */
export function defineKind(object: Update['object']) {
  return <S extends z.ZodRawShape>(kind: string, definition: Definition<S>): EventKind => {
    const schema = z.strictObject(definition.input ?? ({} as S));
    return {
      kind,
      object,
      place: definition.place ?? 'messaging',
      about: definition.about,
      isAct: definition.isAct ?? false,
      build: (context, input) => definition.build(context, schema.parse(input)),
    };
  };
}
