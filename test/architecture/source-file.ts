import { posix } from 'node:path';
import { type ESTree, type ParseResult, parseSync, Visitor, type VisitorObject } from 'vite';

/** One import or re-export of a file. */
export interface Import {
  /** As written, for packages; for relative ones the path from the top of the repository. */
  readonly target: string;
  readonly isRelative: boolean;
  /** Leaves nothing behind at run time. */
  readonly isType: boolean;
  readonly start: number;
}

/** A parsed TypeScript file of the repository. */
export interface SourceFile {
  /** From the top of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly program: ESTree.Program;
  readonly comments: ParseResult['comments'];
  readonly imports: readonly Import[];
}

/** Something that a rule objects to. */
export interface Finding {
  readonly place: string;
  readonly message: string;
}

/** Parses a file; a syntax error is thrown with the file's name. */
export function parseSource(path: string, text: string): SourceFile {
  const { program, comments, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  return { path, text, program, comments, imports: collectImports(path, program) };
}

/** Calls back for every node of the kinds named. */
export function visit(file: SourceFile, visitor: VisitorObject): void {
  new Visitor(visitor).visit(file.program);
}

/** A finding at an offset of a file. */
export function findingAt(file: SourceFile, offset: number, message: string): Finding {
  return { place: `${file.path}:${lineOf(file, offset)}`, message };
}

/** The line, from 1, that an offset lies on. */
export function lineOf(file: SourceFile, offset: number): number {
  return file.text.slice(0, offset).split('\n').length;
}

/** How many lines a file has. */
export function countLines(file: SourceFile): number {
  return file.text.replace(/\n$/, '').split('\n').length;
}

function collectImports(path: string, program: ESTree.Program): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, isType: boolean, start: number): void => {
    const isRelative = specifier.startsWith('.');
    const target = isRelative ? posix.join(posix.dirname(path), specifier) : specifier;
    found.push({ target, isRelative, isType, start });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source.value, isTypeImport(node), node.start),
    ExportAllDeclaration: (node) => add(node.source.value, node.exportKind === 'type', node.start),
    ExportNamedDeclaration(node) {
      if (!node.source) return;
      const isType = node.exportKind === 'type' || node.specifiers.every((each) => each.exportKind === 'type');
      add(node.source.value, isType, node.start);
    },
    ImportExpression(node) {
      if (node.source.type === 'Literal' && typeof node.source.value === 'string') {
        add(node.source.value, false, node.start);
      }
    },
    TSImportType: (node) => add(node.source.value, true, node.start),
  }).visit(program);
  return found;
}

function isTypeImport(node: ESTree.ImportDeclaration): boolean {
  if (node.importKind === 'type') return true;
  if (node.specifiers.length === 0) return false;
  return node.specifiers.every((each) => each.type === 'ImportSpecifier' && each.importKind === 'type');
}
