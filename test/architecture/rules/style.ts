import type { ESTree } from 'vite';
import type { Rule } from '../house.ts';
import { countLines, type Finding, findingAt, lineOf, visit } from '../source-file.ts';

const MAX_FILE_LINES = 400;
const MAX_TEST_FILE_LINES = 300;
const MAX_FUNCTION_LINES = 60;

const FILE_NAME = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|config|schema|d))?\.ts$/;
const EMPTY_NAMES = ['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'types', 'shared', 'lib'];

/** Checks that a file is named for what it holds. */
export const fileNames: Rule = (file) => {
  const name = file.path.split('/').at(-1) ?? '';
  if (!FILE_NAME.test(name)) return [findingAt(file, 0, `${name} is not in kebab-case`)];
  if (EMPTY_NAMES.includes(name.split('.')[0] ?? '')) return [findingAt(file, 0, `${name} does not say what it holds`)];
  return [];
};

/** Checks that files and functions can be read in one go. */
export const sizes: Rule = (file) => {
  const found: Finding[] = [];
  const isTest = file.path.endsWith('.test.ts');
  const most = isTest ? MAX_TEST_FILE_LINES : MAX_FILE_LINES;
  if (countLines(file) > most) {
    found.push(findingAt(file, 0, `the file has ${countLines(file)} lines, more than ${most}`));
  }
  if (isTest) return found; // the callbacks of describe are as long as the file
  const check = (node: { start: number; end: number }): void => {
    const lines = lineOf(file, node.end) - lineOf(file, node.start) + 1;
    if (lines <= MAX_FUNCTION_LINES) return;
    found.push(findingAt(file, node.start, `the function has ${lines} lines, more than ${MAX_FUNCTION_LINES}`));
  };
  visit(file, { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check });
  return found;
};

/** Checks that the language's parts we do without do not creep in. */
export const language: Rule = (file) => {
  const found: Finding[] = [];
  const object = (node: { start: number }, message: string): void =>
    void found.push(findingAt(file, node.start, message));
  visit(file, {
    ExportDefaultDeclaration(node) {
      if (!file.path.endsWith('.config.ts')) object(node, 'a default export has no name to search for');
    },
    TSEnumDeclaration: (node) => object(node, 'an enum does not survive type stripping: use a const array'),
    TSModuleDeclaration(node) {
      const isOfTypesAlone = node.declare || node.kind === 'global' || file.path.endsWith('.d.ts');
      if (!isOfTypesAlone) object(node, 'a namespace does not survive type stripping');
    },
    TSAnyKeyword: (node) => object(node, 'any turns the checks off: use unknown'),
    TSParameterProperty: (node) => object(node, 'a parameter property does not survive type stripping'),
    Decorator: (node) => object(node, 'a decorator does not survive type stripping'),
    ClassDeclaration: (node) => classObjection(node, object),
    ClassExpression: (node) => classObjection(node, object),
  });
  for (const comment of file.comments) {
    if (/@ts-(ignore|nocheck|expect-error)/.test(comment.value))
      object(comment, 'a silenced type error stays an error');
  }
  return found;
};

function classObjection(node: ESTree.Class, object: (node: { start: number }, message: string) => void): void {
  const parent = node.superClass?.type === 'Identifier' ? node.superClass.name : '';
  if (!/(Element|Event|Error|Sequencer)$/.test(parent))
    object(node, 'a class is for custom elements, events, errors and the order of test files only');
}
