import { expect, it } from 'vitest';
import { Snippets } from '../../shared/api/entry-points.ts';
import { onBothDialects } from '../support/both-dialects.ts';
import { createShop, PAGE_ID, type TestServer } from '../support/server.ts';

const EVERYWHERE = ['html', 'pinned', 'nonce', 'wordpress', 'shopify', 'tag-manager', 'react', 'next', 'vue', 'svelte'];

async function snippetsOf(server: TestServer, fields: Record<string, unknown>) {
  const shop = await createShop(server, fields);
  const { status, body } = await server.api('GET', `/v1/entry-points/${shop.key}/snippets`);
  expect(status).toBe(200);
  const { data, widgetVersion } = Snippets.parse(body);
  return { shop, widgetVersion, codes: Object.fromEntries(data.map(({ id, code }) => [id, code])) };
}

onBothDialects('the snippets of an entry point', (server) => {
  it.each([
    ['button', ['style', 'takeover']],
    ['bubble', ['style', 'takeover']],
    ['checkbox', ['style', 'takeover']],
    ['qr', ['style']],
  ])('name its own element, link and key in every place: %s', async (variant, more) => {
    const { shop, codes } = await snippetsOf(server(), { variant });
    expect(Object.keys(codes).toSorted()).toEqual([...EVERYWHERE, ...more].toSorted());
    for (const place of EVERYWHERE) {
      expect(codes[place]).toContain(`messenger-${variant}`);
      expect(codes[place]).toContain(shop.key);
      expect(codes[place]).toContain(`https://m.me/${PAGE_ID}?ref=${shop.code}`);
    }
    const { body } = await server().api('GET', `/v1/entry-points/${shop.key}`);
    expect(codes['html']).toBe(body.snippet);
    expect(codes['html']?.includes(' name="messenger"')).toBe(variant === 'checkbox');
  });

  it('pin the version that is served, with the hash of the script and of every part', async () => {
    const { codes, widgetVersion } = await snippetsOf(server(), {});
    const { body: pin } = await server().api('GET', '/widget/integrity.json', { key: null });
    expect(widgetVersion).toBe(pin.version);
    expect(codes['pinned']).toContain(`src="${pin.script}" integrity="${pin.integrity['widget.js']}" crossorigin`);
    const map = /<script type="importmap">([\s\S]*?)<\/script>/.exec(codes['pinned'] ?? '')?.[1] ?? '';
    expect(JSON.parse(map)).toEqual(pin.importMap);
    expect(codes['nonce']?.match(/<script[^>]* nonce="NONCE"/g)).toHaveLength(2);
  });

  it("speak of consent only where Meta's plugin is allowed and exists", async () => {
    const allowed = await snippetsOf(server(), { allowsPlugin: true });
    expect(allowed.codes['html']).toContain(`entry="${allowed.shop.key}" plugin>`);
    expect(allowed.codes['consent']).toContain('messenger-consent');
    for (const fields of [{}, { allowsPlugin: true, variant: 'bubble' }]) {
      const { codes } = await snippetsOf(server(), fields);
      expect(['consent' in codes, codes['html']?.includes(' plugin')]).toEqual([false, false]);
    }
  });

  it('let no label break out of the language of its place', async () => {
    const label = `</a></script><b>"'{{ x }}{y}\\n\u2028.`;
    const { codes } = await snippetsOf(server(), { label });
    for (const place of EVERYWHERE.filter((id) => id !== 'tag-manager')) {
      expect(codes[place]).toContain(
        '>&lt;/a&gt;&lt;/script&gt;&lt;b&gt;&quot;&#39;&#123;&#123; x &#125;&#125;&#123;y&#125;',
      );
    }
    const quoted = /link\.textContent = '(.*)';/.exec(codes['tag-manager'] ?? '')?.[1] ?? '';
    expect(quoted).not.toMatch(/[<>{}'\u2028]/);
    expect(JSON.parse(`"${quoted.replaceAll('"', '\\"')}"`)).toBe(label);
  });

  it('are shown to a key of the same site alone', async () => {
    const [shop, other] = [await createShop(server()), await createShop(server())];
    const made = { name: 'k', scopes: ['entry-points:read'], siteId: other.siteId };
    const { body } = await server().api('POST', '/v1/api-keys', { body: made });
    const path = `/v1/entry-points/${shop.key}/snippets`;
    const foreign = await server().api('GET', path, { key: body.key });
    const nobody = await server().api('GET', path, { key: null });
    expect([foreign.status, nobody.status]).toEqual([404, 401]);
  });
});
