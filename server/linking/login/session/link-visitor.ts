/** Whoever has a linking page open, as far as their request tells. */
export interface LinkVisitor {
  /** The secret in the cookie of this browser; undefined: it has none yet. */
  readonly browser: string | undefined;
  readonly address: string;
  readonly agent: string | null;
  /** What the browser says of its person's languages. */
  readonly languages: string | undefined;
}

/** A session in the hands of a browser: what its addresses carry, and what its cookie does. */
export interface SessionKey {
  readonly id: string;
  readonly browser: string | undefined;
}
