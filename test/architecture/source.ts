import { parseSync } from '@swc/core';

/** One mention of another file or package: `import`, `export … from`, `require` or `import()`, type or value. */
export interface Import {
  readonly specifier: string;
  readonly typesOnly: boolean;
  readonly line: number;
}

/** A global that is read, with the member that is taken of it: `Math.random`, `process.env`, `new Date()`. */
export interface GlobalUse {
  readonly name: string;
  readonly line: number;
}

export interface Source {
  readonly imports: readonly Import[];
  readonly globals: readonly GlobalUse[];
}

/** A node of the parser's tree, read loosely: only a handful of the many kinds matter here. */
interface Node {
  readonly type?: string;
  readonly span?: { readonly start: number };
  readonly [key: string]: unknown;
}

const asNode = (value: unknown): Node | undefined =>
  typeof value === 'object' && value !== null ? (value as Node) : undefined;

/** What a file takes from elsewhere, read from its syntax tree: comments and strings can't be mistaken for code. */
export function sourceOf(text: string): Source {
  const bytes = Buffer.from(text);
  const imports: Import[] = [];
  const globals: GlobalUse[] = [];
  // The parser counts bytes, from one.
  const lineOf = (node: Node): number =>
    bytes
      .subarray(0, (node.span?.start ?? 1) - 1)
      .toString()
      .split('\n').length;

  const mention = (node: Node, literal: unknown, typesOnly = false): void => {
    const specifier = asNode(literal)?.['value'];
    if (typeof specifier === 'string') imports.push({ specifier, typesOnly, line: lineOf(node) });
  };

  const visit = (node: Node, parent: Node | undefined): void => {
    if (
      node.type === 'ImportDeclaration' ||
      node.type === 'ExportNamedDeclaration' ||
      node.type === 'ExportAllDeclaration'
    )
      mention(node, node['source'], isTypesOnly(node));
    if (node.type === 'TsExternalModuleReference') mention(node, node['expression']);
    if (node.type === 'TsImportType') mention(node, node['argument'], true);
    if (node.type === 'CallExpression' && isImporting(asNode(node['callee'])))
      mention(node, firstArgument(node));
    if (isGlobal(node)) globals.push({ name: useOf(node, parent), line: lineOf(node) });

    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) {
        const next = asNode(child);
        if (next) visit(next, node.type ? node : parent);
      }
    }
  };
  visit(parseSync(text, { syntax: 'typescript' }) as unknown as Node, undefined);
  return { imports, globals };
}

/** `import type { A }`, or `import { type A, type B }`: nothing of it is left when the program runs. */
function isTypesOnly(node: Node): boolean {
  const specifiers = (node['specifiers'] ?? []) as readonly Node[];
  return (
    node['typeOnly'] === true ||
    (specifiers.length > 0 && specifiers.every((each) => each['isTypeOnly'] === true))
  );
}

const isImporting = (callee: Node | undefined): boolean =>
  callee?.type === 'Import' || (callee !== undefined && isGlobal(callee) && callee['value'] === 'require');

const firstArgument = (call: Node): unknown => (call['arguments'] as readonly Node[])[0]?.['expression'];

/** The parser marks the names that the file itself doesn't declare with the context 1. */
const isGlobal = (node: Node): boolean => node.type === 'Identifier' && node['ctxt'] === 1;

/** What is written there as a name; `process[key]` has none. */
const nameOf = (node: Node | undefined): string =>
  typeof node?.['value'] === 'string' ? node['value'] : '*';

function useOf(node: Node, parent: Node | undefined): string {
  const name = nameOf(node);
  if (parent?.type === 'MemberExpression' && parent['object'] === node)
    return `${name}.${nameOf(asNode(parent['property']))}`;
  if (parent?.type === 'NewExpression' && parent['callee'] === node)
    return `new ${name}(${((parent['arguments'] ?? []) as readonly unknown[]).length > 0 ? '…' : ''})`;
  if (parent?.type === 'CallExpression' && parent['callee'] === node) return `${name}()`;
  return name;
}
