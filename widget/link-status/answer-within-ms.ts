/** How long whoever ends a link may take to answer. */
export const ANSWER_WITHIN_MS = 10_000;
