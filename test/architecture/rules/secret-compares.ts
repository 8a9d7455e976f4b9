import type { ESTree } from 'vite';
import type { Rule } from '../house.ts';
import { type Finding, findingAt, visit } from '../source-file.ts';

const SIGNS = new Set(['===', '!==', '==', '!=']);
/** What somebody must know to be let in, by the name it has in the code. */
const SECRET = /(secret|token|hash|digest|signature|csrf|proof|nonce|password|(link|chat|authorization)Code)$/i;
/** Said of a secret, and none themselves: what is sealed is compared to find out whether it was replaced. */
const NO_SECRET = /^(sealed|seed|bodyHash$|[A-Z_]+$)/;
const LOOKED_UP = /(secret|token|password|(link|chat|authorization)Code)$/i;
const NOT_ASKED_BY_STRANGERS = /^server\/(console|simulator)\//;

/**
 * Checks that no secret is compared sign by sign, which tells by its time how much of it was right: `constantTimeEqual` and
 * `equalDigests` compare, and whatever is looked up in a table is looked up by its hash.
 */
export const secretCompares: Rule = (file) => {
  if (!file.path.startsWith('server/') || NOT_ASKED_BY_STRANGERS.test(file.path)) return [];
  const found: Finding[] = [];
  visit(file, {
    BinaryExpression({ operator, left, right, start }) {
      if (!SIGNS.has(operator) || isPlain(left) || isPlain(right)) return;
      const name = [left, right].map(nameOf).find(isSecret);
      if (name) found.push(findingAt(file, start, `${name} ${operator}: take constantTimeEqual`));
    },
    CallExpression({ callee, arguments: [column], start }) {
      if (callee.type !== 'Identifier' || callee.name !== 'eq' || column?.type !== 'MemberExpression') return;
      const name = nameOf(column);
      if (LOOKED_UP.test(name) && !NO_SECRET.test(name))
        found.push(findingAt(file, start, `${name}: look it up by its hash`));
    },
  });
  return found;
};

/** A word or a number that stands in the code is no secret, nor is whether there is one at all. */
function isPlain(node: ESTree.Expression | ESTree.PrivateIdentifier): boolean {
  if (node.type === 'Literal') return true;
  if (node.type === 'UnaryExpression') return node.operator === 'typeof';
  return node.type === 'Identifier' && node.name === 'undefined';
}

function nameOf(node: ESTree.Expression | ESTree.PrivateIdentifier): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'ChainExpression') return nameOf(node.expression);
  if (node.type === 'CallExpression') return nameOf(node.callee);
  if (node.type === 'MemberExpression' && node.property.type === 'Identifier') return node.property.name;
  return '';
}

function isSecret(name: string): boolean {
  return SECRET.test(name) && !NO_SECRET.test(name);
}
