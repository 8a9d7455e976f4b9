import type { Rule } from '../house.ts';
import { findingAt } from '../source-file.ts';

/** Packages that may be imported only in some places. */
const RESERVED: readonly { readonly name: RegExp; readonly where: RegExp; readonly says: string }[] = [
  {
    name: /^drizzle-orm$/,
    where: /^server\/(base\/storage\/|migrations\/|.*\/([a-z-]+-)?store\.ts$)/,
    says: 'drizzle-orm belongs into store.ts and base/storage',
  },
  { name: /^drizzle-kit$/, where: /^server\/migrations\//, says: 'drizzle-kit belongs into migrations' },
  { name: /^better-sqlite3$/, where: /^server\/base\/storage\//, says: 'better-sqlite3 belongs into base/storage' },
  { name: /^pg(-boss)?$/, where: /^server\/base\//, says: 'Postgres belongs into base' },
  {
    name: /^(hono|@hono\/.*)$/,
    where: /^server\/(app\.ts|base\/http\/|simulator\/|.*\/routes\.ts$)/,
    says: 'hono belongs into routes.ts, app.ts and base/http',
  },
  {
    name: /^lit(-html)?$/,
    where: /^(widget|server\/console|server\/simulator)\//,
    says: 'lit belongs into the browser',
  },
];

/** What a whole part of the house may import at all. */
const CLOSED: readonly { readonly where: RegExp; readonly allowed: RegExp; readonly says: string }[] = [
  { where: /^shared\//, allowed: /^zod$/, says: 'shared imports zod only' },
  { where: /^widget\/(?!build\.ts$)/, allowed: /^lit$/, says: 'the widget imports lit only' },
  { where: /^server\/console\//, allowed: /^(?!node:)/, says: 'the console runs in the browser' },
];

/** Checks which packages are imported where, and that package.json declares each for its use. */
export const packageImports: Rule = (file, house) =>
  file.imports
    .filter((each) => !each.isRelative)
    .flatMap((each) => {
      const name = packageOf(each.target);
      const isTest = !/^(server|shared|widget)\//.test(file.path);
      const objections = isTest ? [] : placeObjections(file.path, name, each.target);
      const declared = [...house.dependencies, ...(isTool(file.path) ? house.devDependencies : [])];
      if (!each.target.startsWith('node:') && !declared.includes(name) && !each.isType) {
        objections.push(`${name} is not among the dependencies of package.json`);
      }
      return objections.map((text) => findingAt(file, each.start, text));
    });

function placeObjections(path: string, name: string, target: string): string[] {
  const reserved = RESERVED.find((each) => each.name.test(name));
  const closed = CLOSED.find((each) => each.where.test(path));
  return [
    ...(reserved && !reserved.where.test(path) ? [reserved.says] : []),
    ...(closed && !closed.allowed.test(target.startsWith('node:') ? target : name) ? [closed.says] : []),
  ];
}

function isTool(path: string): boolean {
  return !/^(server|shared|widget)\//.test(path) || /^server\/migrations\/|^widget\/build\.ts$/.test(path);
}

/** `@scope/name` or `name`, without the path inside the package. */
function packageOf(target: string): string {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}
