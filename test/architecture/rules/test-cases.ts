import type { ESTree } from 'vite';
import type { Rule } from '../house.ts';
import { type Finding, findingAt, type SourceFile } from '../source-file.ts';

const CASES = ['test', 'it'];
const GROUPS = ['describe', 'suite'];
const IDLE = ['skip', 'only', 'todo', 'skipIf', 'runIf', 'fails'];

/** Checks that every test runs, asserts something, and is titled as a rule that occurs once in its file. */
export const testCases: Rule = (file) => {
  if (!file.path.startsWith('test/')) return [];
  const found: Finding[] = [];
  const titles = new Set<string>();
  walk(file, file.program, [], (call, groups) => {
    const { title, isCase } = call;
    const object = (message: string): void => void found.push(findingAt(file, call.node.start, message));
    for (const word of call.modifiers) if (IDLE.includes(word)) object(`.${word} leaves tests out`);
    if (isCase && title === undefined) object('a title is written out where the test stands');
    if (title !== undefined && /\bshould(n't)?\b/i.test(title)) object(`"${title}" says should: state the rule`);
    if (!isCase) return;
    const path = [...groups, title].join(' > ');
    if (title !== undefined && titles.has(path)) object(`"${title}" occurs twice`);
    titles.add(path);
    if (!/\b(expect|assert)/.test(file.text.slice(call.node.start, call.node.end)))
      object(`"${title}" asserts nothing`);
  });
  return found;
};

interface TestCall {
  readonly node: ESTree.CallExpression;
  readonly isCase: boolean;
  readonly title: string | undefined;
  readonly modifiers: readonly string[];
}

type OnCall = (call: TestCall, groups: readonly string[]) => void;

/** Goes down the tree itself, because it must know which groups enclose a call. */
function walk(file: SourceFile, node: unknown, groups: readonly string[], onCall: OnCall): void {
  if (Array.isArray(node)) {
    for (const each of node) walk(file, each, groups, onCall);
    return;
  }
  if (!isNode(node)) return;
  const call = node.type === 'CallExpression' ? asTestCall(file, node) : undefined;
  if (call) onCall(call, groups);
  const inside = call && !call.isCase ? [...groups, call.title ?? ''] : groups;
  for (const [key, value] of Object.entries(node)) if (key !== 'parent') walk(file, value, inside, onCall);
}

function isNode(value: unknown): value is ESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function asTestCall(file: SourceFile, node: ESTree.CallExpression): TestCall | undefined {
  const { root, modifiers, isTable } = unwrap(node.callee);
  const isCase = CASES.includes(root);
  if (modifiers.includes('extend')) return undefined;
  // `test.each(rows)` is called once more, with the title: that call is the test.
  if ((!isCase && !GROUPS.includes(root)) || (modifiers.some((word) => ['each', 'for'].includes(word)) && !isTable)) {
    return undefined;
  }
  return { node, isCase, modifiers, title: titleOf(file, node.arguments[0]) };
}

function unwrap(callee: ESTree.Expression): { root: string; modifiers: string[]; isTable: boolean } {
  const modifiers: string[] = [];
  let at = callee;
  let isTable = false;
  for (;;) {
    if (at.type === 'MemberExpression') {
      if (at.property.type === 'Identifier') modifiers.push(at.property.name);
      at = at.object;
    } else if (at.type === 'CallExpression' || at.type === 'TaggedTemplateExpression') {
      isTable = true;
      at = at.type === 'CallExpression' ? at.callee : at.tag;
    } else {
      return { root: at.type === 'Identifier' ? at.name : '', modifiers, isTable };
    }
  }
}

function titleOf(file: SourceFile, argument: ESTree.Argument | undefined): string | undefined {
  if (argument?.type === 'Literal' && typeof argument.value === 'string') return argument.value;
  if (argument?.type === 'TemplateLiteral') return file.text.slice(argument.start + 1, argument.end - 1);
  return undefined;
}
