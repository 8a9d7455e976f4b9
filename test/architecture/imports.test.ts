import { describe, expect, test } from 'vitest';
import { inspect, messagesFor, readHouse, type Rule } from './house.ts';
import { houseImports } from './rules/house-imports.ts';
import { packageImports } from './rules/package-imports.ts';
import { roomImports } from './rules/room-imports.ts';

const house = readHouse();

describe('the house', () => {
  const rules: [string, Rule][] = [
    ['rooms use each other only by the door, downwards, and every door keeps to its table', roomImports],
    ['the parts of the house keep apart', houseImports],
    ['packages are imported where they belong, and are declared', packageImports],
  ];
  test.each(rules)('%s', (_, rule) => {
    expect(inspect(house, rule)).toEqual([]);
  });
});

function imports(path: string, from: string, kind = 'import { x }'): string[] {
  const rules = [roomImports, houseImports, packageImports];
  return rules.flatMap((rule) => messagesFor(rule, path, `${kind} from '${from}';\nexport const y = 1;`));
}

describe('the rule for rooms objects to', () => {
  test.each([
    ['a higher room', 'server/sites/get-site.ts', '../refs/index.ts', 'sites does not stand on refs'],
    ['another door than index', 'server/refs/get-visit.ts', '../sites/store.ts', 'server/sites/store.ts is not a door'],
    ['a room below for inbox', 'server/inbox/split.ts', '../apps/index.ts', 'inbox does not stand on apps'],
    ['any room for graph', 'server/graph/send.ts', '../audit/index.ts', 'graph does not stand on audit'],
    ['a query in routes', 'server/refs/routes.ts', './store.ts', 'routes.ts may not import ./store.ts'],
    ['a query of a second store', 'server/refs/routes.ts', './list-store.ts', 'routes.ts may not import ./store.ts'],
    ['a query in handlers', 'server/refs/handlers.ts', './store.ts', 'handlers.ts may not import ./store.ts'],
    ['a query in jobs', 'server/refs/jobs.ts', './store.ts', 'jobs.ts may not import ./store.ts'],
    ['a verb in a store', 'server/refs/store.ts', './get-visit.ts', 'store.ts may not import ./get-visit.ts'],
    ['tables in a verb', 'server/refs/get-visit.ts', './tables.ts', 'get-visit.ts may not import ./tables.ts'],
    [
      'the queue in routes',
      'server/refs/routes.ts',
      '../base/queue/index.ts',
      'routes.ts may not import server/base/queue',
    ],
    ['a room in routes', 'server/refs/routes.ts', '../sites/index.ts', 'routes.ts may not import another room'],
    ['the app in a room', 'server/refs/get-visit.ts', '../deps.ts', 'a room may not import server/deps.ts'],
    ['the cellar in index', 'server/refs/index.ts', '../base/errors.ts', 'index.ts imports only own files'],
    [
      'the simulator in a room',
      'server/refs/get-visit.ts',
      '../simulator/simulator.ts',
      'a room may not import server/simulator',
    ],
    ['a room that is not in the list', 'server/stuff/get-x.ts', './store.ts', '"stuff" is not in the list of rooms'],
  ])('%s', (_, path, from, message) => {
    expect(imports(path, from).join()).toContain(message);
  });
});

describe('the rule for the parts of the house objects to', () => {
  test.each([
    ['a room in the cellar', 'server/base/actor.ts', '../sites/index.ts', 'base may not import server/sites'],
    ['a room in the simulator', 'server/simulator/state/world.ts', '../../refs/index.ts', 'simulator may not import'],
    ['an inner file in app.ts', 'server/app.ts', './refs/get-visit.ts', 'is not a door'],
    ['a verb in a collection of tables', 'server/migrations/sqlite.schema.ts', '../refs/get-visit.ts', 'only tables'],
    ['the server in shared', 'shared/ref.ts', '../server/config.ts', 'shared may not import'],
    ['the server in the widget', 'widget/index.ts', '../server/config.ts', 'widget may not import'],
    ['a test in the house', 'server/app.ts', '../test/support/dialects.ts', 'nothing of the house imports a test'],
  ])('%s', (_, path, from, message) => {
    expect(imports(path, from).join()).toContain(message);
  });

  test('zod in the widget, also by a detour, but not to types', () => {
    const others = {
      'shared/api/site.ts': "import { z } from 'zod';\nexport const S = z.string();",
      'shared/detour.ts': "export { S } from './api/site.ts';",
      'shared/plain.ts': "import type { z } from 'zod';\nexport type T = z.ZodType;",
    };
    const from = (specifier: string, kind: string): string[] =>
      messagesFor(houseImports, 'widget/a.ts', `${kind} from '${specifier}';`, others);
    expect(from('../shared/detour.ts', 'import { S }')).toEqual([
      'shared/detour.ts brings zod into the browser: import only its types',
    ]);
    expect(from('../shared/detour.ts', 'import type { S }')).toEqual([]);
    expect(from('../shared/plain.ts', 'import { T }')).toEqual([]);
  });
});

describe('the rule for packages objects to', () => {
  test.each([
    ['drizzle-orm in a verb', 'server/refs/get-visit.ts', 'drizzle-orm', 'drizzle-orm belongs into store.ts'],
    ['drizzle-orm by a path', 'server/refs/routes.ts', 'drizzle-orm/pg-core', 'drizzle-orm belongs into store.ts'],
    ['hono in a verb', 'server/refs/get-visit.ts', 'hono/html', 'hono belongs into routes.ts'],
    ['pg in a room', 'server/refs/store.ts', 'pg', 'Postgres belongs into base'],
    ['Node in shared', 'shared/ref.ts', 'node:crypto', 'shared imports zod only'],
    ['zod in the widget', 'widget/index.ts', 'zod', 'the widget imports lit only'],
    ['a package nobody declared', 'server/config.ts', 'left-pad', 'left-pad is not among the dependencies'],
    ['a development package in the server', 'server/config.ts', 'vitest', 'vitest is not among the dependencies'],
  ])('%s', (_, path, from, message) => {
    expect(imports(path, from).join()).toContain(message);
  });
});

describe('the rules for imports let pass', () => {
  test.each([
    ['the door of a room below', 'server/refs/get-visit.ts', '../sites/index.ts'],
    ['an own store in a verb', 'server/refs/get-visit.ts', './store.ts'],
    ['own tables in a store', 'server/refs/store.ts', './tables.ts'],
    ['drizzle-orm in a store', 'server/refs/store.ts', 'drizzle-orm'],
    ['hono in routes', 'server/refs/routes.ts', '@hono/zod-openapi'],
    ['the tables of a room below in tables', 'server/refs/tables.ts', '../sites/index.ts'],
    ['the tables of rooms in migrations', 'server/migrations/sqlite.schema.ts', '../refs/index.ts'],
    ['shared in a room', 'server/refs/get-visit.ts', '../../shared/ref.ts'],
    ['the cellar in the simulator', 'server/simulator/state/world.ts', '../../base/random.ts'],
  ])('%s', (_, path, from) => {
    expect(imports(path, from)).toEqual([]);
  });

  test('a type of the cellar in any door', () => {
    expect(imports('server/refs/handlers.ts', '../base/ctx.ts', 'import type { x }')).toEqual([]);
  });
});
