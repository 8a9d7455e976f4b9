/** How a body can travel. */
export type Encoding = 'br' | 'gzip' | 'identity';

/** Unasked for it is allowed, and the last that anybody means. */
const UNSAID_IDENTITY = 0.0001;

/**
 * Chooses how a body travels by the request's Accept-Encoding: what the client would rather have, among equals what is offered
 * first. Where nothing fits, or nothing was said, the body goes as it is.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3
 */
export function chooseEncoding(header: string | undefined, offered: readonly Encoding[]): Encoding {
  const weights = readWeights(header ?? '');
  const everythingElse = weights.get('*');
  let best: Encoding = 'identity';
  let most = weights.get('identity') ?? everythingElse ?? UNSAID_IDENTITY;
  for (const encoding of offered.toReversed()) {
    const weight = weights.get(encoding) ?? everythingElse ?? 0;
    if (weight === 0 || weight < most) continue;
    best = encoding;
    most = weight;
  }
  return best;
}

function readWeights(header: string): ReadonlyMap<string, number> {
  const items = header.toLowerCase().split(',');
  return new Map(
    items.map((item) => {
      const [name = '', ...parameters] = item.split(';').map((part) => part.trim());
      const said = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return [name.replace(/^x-(?=gzip$)/, ''), said === undefined ? 1 : readWeight(said)] as const;
    }),
  );
}

/** What is no weight is no wish. */
function readWeight(text: string): number {
  return /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(text) ? Number(text) : 0;
}
