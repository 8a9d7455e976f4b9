import type { ESTree } from 'vite';
import type { Rule } from '../house.ts';
import { type Finding, findingAt, visit } from '../source-file.ts';

const CLOCK = new Set(['Date.now', 'performance.now', 'process.hrtime']);
const RANDOM = new Set(['Math.random', 'crypto.randomUUID', 'crypto.getRandomValues', 'crypto.randomBytes']);
const RANDOM_IMPORTS = new Set(['randomBytes', 'randomUUID', 'randomInt', 'randomFill', 'randomFillSync', 'webcrypto']);

/** Checks that only the cellar asks for the time or for chance; browsers and the simulator have their own. */
export const clockAndChance: Rule = (file) => {
  if (!/^(server|shared)\//.test(file.path) || /^server\/(base|console|simulator)\//.test(file.path)) return [];
  const found: Finding[] = [];
  visit(file, {
    MemberExpression(node) {
      const name = dotted(node);
      if (CLOCK.has(name)) found.push(findingAt(file, node.start, `${name}: take ctx.clock`));
      if (RANDOM.has(name)) found.push(findingAt(file, node.start, `${name}: take ctx.random`));
    },
    NewExpression(node) {
      const isNow = node.arguments.length === 0 && node.callee.type === 'Identifier' && node.callee.name === 'Date';
      if (isNow) found.push(findingAt(file, node.start, 'new Date() without an argument: take ctx.clock'));
    },
    CallExpression(node) {
      const isDate = node.callee.type === 'Identifier' && node.callee.name === 'Date';
      if (isDate) found.push(findingAt(file, node.start, 'Date(): take ctx.clock'));
    },
    ImportDeclaration(node) {
      if (!/^(node:)?crypto$/.test(node.source.value)) return;
      for (const each of node.specifiers) {
        const name = each.type === 'ImportSpecifier' && each.imported.type === 'Identifier' ? each.imported.name : '';
        if (RANDOM_IMPORTS.has(name)) found.push(findingAt(file, each.start, `${name}: take ctx.random`));
      }
    },
  });
  return found;
};

/** Checks that only config.ts reads the environment. */
export const environment: Rule = (file) => {
  const isHouse = /^(server|shared|widget)\//.test(file.path);
  if (!isHouse || ['server/config.ts', 'widget/build.ts'].includes(file.path)) return [];
  const found: Finding[] = [];
  const object = (start: number): void =>
    void found.push(findingAt(file, start, 'the environment is read in config.ts'));
  visit(file, {
    MemberExpression(node) {
      if (['process.env', 'import.meta.env'].includes(dotted(node))) object(node.start);
    },
    ImportDeclaration(node) {
      if (!/^(node:)?process$/.test(node.source.value)) return;
      const names = node.specifiers.map((each) =>
        each.type === 'ImportSpecifier' && each.imported.type === 'Identifier' ? each.imported.name : '',
      );
      if (names.includes('env')) object(node.start);
    },
  });
  return found;
};

/** Checks that the Graph API's host is known in one place. */
export const graphHost: Rule = (file) => {
  const isHouse = /^(server|shared|widget)\//.test(file.path);
  if (!isHouse || file.path === 'server/config.ts' || file.path.startsWith('server/graph/')) return [];
  const found: Finding[] = [];
  const check = (text: string, start: number): void => {
    if (/\bgraph(-video)?\.(facebook|instagram|messenger)\.com/.test(text)) {
      found.push(findingAt(file, start, "the Graph API's host belongs into graph/ and config.ts"));
    }
  };
  visit(file, {
    Literal(node) {
      if (typeof node.value === 'string') check(node.value, node.start);
    },
    TemplateElement: (node) => check(node.value.raw, node.start),
  });
  return found;
};

/** `a.b.c` for a chain of plain names; empty for anything else. */
function dotted(node: ESTree.Expression): string {
  if (node.type === 'Identifier') return node.name === 'globalThis' ? '' : node.name;
  if (node.type === 'MetaProperty') return `${node.meta.name}.${node.property.name}`;
  if (node.type !== 'MemberExpression') return '';
  const property = propertyName(node);
  const object = dotted(node.object);
  return object ? `${object}.${property}` : property;
}

function propertyName(node: ESTree.MemberExpression): string {
  if (!node.computed) return node.property.type === 'Identifier' ? node.property.name : '';
  return node.property.type === 'Literal' ? String(node.property.value) : '';
}
