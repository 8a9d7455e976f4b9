/** What may be written down of an error: nothing that it was given. */
export interface ErrorDescription {
  readonly kind: string;
  readonly code?: string;
  /** Where it came from, innermost first. */
  readonly stack?: readonly string[];
  readonly cause?: ErrorDescription;
}

const MOST_FRAMES = 8;
const MOST_CAUSES = 5;

/** Describes an error without its message: those of drivers and parsers can quote what they were given (a body, a token). */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code: unknown = Reflect.get(error, 'code');
  // The stack begins with the message, whose lines can look like frames.
  const frames = error.stack
    ?.replace(error.message, '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  return {
    kind: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(frames ? { stack: frames.slice(0, MOST_FRAMES).map((line) => line.trim()) } : {}),
    ...(error.cause && depth < MOST_CAUSES ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}
