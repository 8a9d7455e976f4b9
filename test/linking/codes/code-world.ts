import type { LinkCode } from '../../../shared/link-code.ts';
import { type ApiAnswer, type Shop, signUserToken } from '../../support/server.ts';
import { type LinkingWorld, startLinkingWorld } from '../linking-world.ts';

/** A world in which codes are given out. */
export interface CodeWorld extends LinkingWorld {
  /** A signed-in visitor asks for a code. */
  askCode(shop: Shop, sub?: string, fields?: object): Promise<ApiAnswer>;
  code(shop: Shop, sub?: string): Promise<LinkCode>;
  /** The texts that were said to the person, oldest first. */
  texts(psid: string): Promise<string[]>;
}

/** Starts it on the dialect. */
export async function startCodeWorld(dialect: 'sqlite' | 'postgres'): Promise<CodeWorld> {
  const world = await startLinkingWorld(dialect);
  const { server } = world;
  const askCode: CodeWorld['askCode'] = async (shop, sub = 'ada', fields = {}) => {
    const exp = Math.floor(server.clock.now().getTime() / 1000) + 300;
    const userToken = await signUserToken(shop, { sub, exp, email: `${sub}@shop.example` });
    return await server.api('POST', '/v1/link-codes', {
      key: null,
      headers: { 'content-type': 'text/plain', origin: 'https://shop.example' },
      body: { entryPoint: shop.key, userToken, ...fields },
    });
  };
  return {
    ...world,
    askCode,
    async code(shop, sub) {
      const { status, body } = await askCode(shop, sub);
      if (status !== 201) throw new Error(JSON.stringify(body));
      return body;
    },
    texts: async (psid) => (await world.said(psid)).map(({ text }) => text),
  };
}

/** The ref that the link of a code carries. */
export function refOf({ url }: Pick<LinkCode, 'url'>): string {
  return new URL(url).searchParams.get('ref') ?? '';
}
