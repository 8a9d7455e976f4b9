import fc from 'fast-check';
import type { Who } from './login-witness.ts';

const who = fc.constantFrom<Who>(0, 1);
/** Counted from the newest. */
const recent = fc.nat({ max: 3 });
const mostlyNewest = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: recent });
/** Whether the hands are those it is meant for, or it is the right answer. */
const isOwn = fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });
const doing = <const D extends string>(one: D) => ({ do: fc.constant(one) });

/** How somebody asks to log in. */
export const anyWay = fc.constantFrom('button' as const, 'button on a computer' as const, 'link' as const);
const how = fc.constantFrom('log out' as const, 'in Messenger' as const, 'by the site' as const);
const becomes = fc.constantFrom('rename' as const, 'merge' as const, 'erase' as const);

export type Way = typeof anyWay extends fc.Arbitrary<infer T> ? T : never;

/** What a log-in calls for. */
const goOn = fc.record({ ...doing('go on'), of: mostlyNewest, isOwn, account: who, isRight: isOwn });
const askForLogIn = fc.record({ ...doing('ask for log-in'), person: who, way: anyWay });
const open = fc.record({ ...doing('open'), of: mostlyNewest, browser: who });

/** What any of them, or somebody who looks over their shoulders, does at any time. */
const outOfTurn = fc.oneof(
  { weight: 2, arbitrary: open },
  { weight: 1, arbitrary: fc.record({ ...doing('leave'), of: recent, browser: who }) },
  { weight: 3, arbitrary: fc.record({ ...doing('come back'), of: recent, for: recent, account: who, browser: who }) },
  { weight: 2, arbitrary: fc.record({ ...doing('return'), of: recent, browser: who }) },
  { weight: 2, arbitrary: fc.record({ ...doing('agree'), of: recent, browser: who }) },
  { weight: 1, arbitrary: fc.record({ ...doing('give up'), of: recent, isOwn }) },
  { weight: 1, arbitrary: fc.record({ ...doing('go back'), of: recent, browser: who }) },
  { weight: 3, arbitrary: fc.record({ ...doing('bring'), of: mostlyNewest, person: who, isHeld: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ ...doing('deliver'), of: mostlyNewest }) },
  { weight: 1, arbitrary: fc.record(doing('ask')) },
  { weight: 3, arbitrary: fc.record({ ...doing('tap'), of: recent, by: who, reply: fc.nat({ max: 8 }) }) },
  { weight: 2, arbitrary: fc.record({ ...doing('type'), of: recent, by: who }) },
  { weight: 3, arbitrary: fc.record({ ...doing('unlink'), person: who, how }) },
  { weight: 3, arbitrary: fc.record({ ...doing('change'), account: who, becomes }) },
  { weight: 2, arbitrary: fc.record({ ...doing('wait'), minutes: fc.constantFrom(1, 4, 6, 11) }) },
);

type StepOf<A> = A extends fc.Arbitrary<infer T> ? T : never;
/** One step of anybody. */
export type Step = StepOf<typeof goOn | typeof askForLogIn | typeof outOfTurn>;

const asSteps = (steps: readonly Step[]): Step[] => [...steps];
const begin = fc.tuple(askForLogIn, open).map(asSteps);
const goOnFar = fc.array(goOn, { minLength: 1, maxLength: 7, size: 'max' }).map(asSteps);
const block = fc.oneof(
  { weight: 5, arbitrary: goOnFar },
  { weight: 2, arbitrary: begin },
  { weight: 6, arbitrary: outOfTurn.map((one) => asSteps([one])) },
);

/** Log-ins that come some way by the right hands, and what happens between. */
export const anySteps = fc
  .array(block, { minLength: 4, maxLength: 16, size: 'max' })
  .map((blocks) => asSteps(blocks.flat()));
