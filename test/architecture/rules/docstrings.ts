import type { ESTree } from 'vite';
import type { Rule } from '../house.ts';
import { findingAt, lineOf, type SourceFile } from '../source-file.ts';

interface Exported {
  readonly name: string;
  readonly kind: 'function' | 'interface' | 'class' | 'const' | 'type';
  readonly node: { readonly start: number; readonly end: number };
  readonly init: string;
}

/**
 * Checks that every exported function, interface, class and constant says in its docstring what it promises. Neighbouring
 * lines of constants share one; a schema needs none, because its fields describe themselves in the API's document.
 */
export const docstrings: Rule = (file) => {
  if (!/^(server|shared|widget)\//.test(file.path) || /\.(config|schema)\.ts$/.test(file.path)) return [];
  const all = exportedSymbols(file);
  const documented = new Set<string>();
  return all.flatMap((each, index) => {
    const hasOwn = hasDocstring(file, each.node.start);
    const before = all[index - 1];
    const shares =
      each.kind === 'const' &&
      before?.kind === 'const' &&
      documented.has(before.name) &&
      areNeighbours(file, before, each);
    if (hasOwn || shares) documented.add(each.name);
    if (documented.has(each.name) || each.kind === 'type' || isSchema(each)) return [];
    return [findingAt(file, each.node.start, `${each.name} is exported without a docstring`)];
  });
};

function exportedSymbols(file: SourceFile): Exported[] {
  return file.program.body.flatMap((node): Exported[] => {
    if (node.type !== 'ExportNamedDeclaration' || !node.declaration) return [];
    const { declaration } = node;
    switch (declaration.type) {
      case 'FunctionDeclaration':
      case 'TSDeclareFunction':
        return [{ name: declaration.id?.name ?? '', kind: 'function', node, init: '' }];
      case 'ClassDeclaration':
        return [{ name: declaration.id?.name ?? '', kind: 'class', node, init: '' }];
      case 'TSInterfaceDeclaration':
        return [{ name: declaration.id.name, kind: 'interface', node, init: '' }];
      case 'TSTypeAliasDeclaration':
        return [{ name: declaration.id.name, kind: 'type', node, init: '' }];
      case 'VariableDeclaration':
        return declaration.declarations.map((each) => ({
          name: nameOf(each),
          kind: 'const',
          node,
          init: initOf(file, each),
        }));
      default:
        return [];
    }
  });
}

function nameOf(declarator: ESTree.VariableDeclarator): string {
  return declarator.id.type === 'Identifier' ? declarator.id.name : '';
}

function initOf(file: SourceFile, { init }: ESTree.VariableDeclarator): string {
  return init ? file.text.slice(init.start, init.end) : '';
}

/** A zod schema, also one that is made from another: `z.object(...)`, `Site.extend(...)`, `page(Site)`. */
function isSchema({ kind, init }: Exported): boolean {
  return kind === 'const' && /^(z\s*\.|[A-Z]\w*\s*\.\s*(extend|pick|omit|partial)\(|page\()/.test(init);
}

function hasDocstring(file: SourceFile, start: number): boolean {
  return file.comments.some(
    (comment) =>
      comment.type === 'Block' &&
      comment.value.startsWith('*') &&
      comment.end <= start &&
      file.text.slice(comment.end, start).trim() === '',
  );
}

function areNeighbours(file: SourceFile, before: Exported, after: Exported): boolean {
  return lineOf(file, after.node.start) - lineOf(file, before.node.end) <= 1;
}
