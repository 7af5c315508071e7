import { byName } from '../../base/collections';
/** The parts of JSON Schema that the topology's own schema uses. */
export interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly const?: string | number | boolean;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** What every scalar of that name accepts; sections of their own would only repeat it. */
const SCALARS: Readonly<Record<string, string>> = {
  text: 'text',
  texts: 'texts by name',
  lines: 'text with lines',
  'lines-by-name': 'texts with lines by name',
  flag: '`true` or `false`',
  port: 'port',
  key: 'key',
  'parameter-ref': 'a parameter',
};

/** What TypeScript offers besides plain objects: the functions of `write.ts`, and `param`. */
export const BUILDERS: readonly (readonly [call: string, object: string])[] = [
  ['topology({ … })', '{ … }, with completion'],
  ['http(80), http2(…), grpc(…), tcp(…)', '{ protocol: "http", port: 80 }; more keys as a second argument'],
  ['loadBalancer(80)', '{ kind: "load-balancer", port: 80 }; more keys as a second argument'],
  ['Authority.privateCa({ … })', '{ kind: "private-ca", … }'],
  ['Authority.existing(arn)', '{ kind: "existing-ca", arn }'],
  ['Authority.file(chain)', '{ kind: "file", chain }'],
  ['Authority.development({ … })', '{ kind: "development", … }'],
  [
    'Certificate.issued({ … }), .public([names]), .acm(arn), .file({ … }), .sds(secret)',
    '{ kind: "issued", … } and so on',
  ],
  [
    'Trust.privateCa("root", "other", …), .file(chain, "root", …), .sds(secret, "root", …)',
    '{ kind: "private-ca", authorities: ["root", "other"] } and so on',
  ],
  ['param("NAME")', '{ parameter: "NAME" }'],
  ['endpoint("KEY"), endpoint("KEY", 5432)', '"${service.KEY}", "${service.KEY:5432}"'],
];

/** The reference of the topology in Markdown: a section a thing, a row a key. */
export function referenceOf(schema: unknown): string {
  const root = schema as Schema;
  const things = Object.entries(root.$defs ?? {}).filter(([name]) => !Object.hasOwn(SCALARS, name));
  return [
    '# Topology reference',
    '',
    'Generated from the schema (`npm run schema`), which is also what checks a file; editors read',
    '`schema/topology.schema.json`. **Bold** keys are required. A *key* names a thing of the topology (a DNS label',
    'that starts with a letter). In place of any text, number or flag, `{ parameter: NAME }` may be written.',
    '',
    'What already exists, and what follows from it, is in [adoption.md](adoption.md), with examples.',
    '',
    'In TypeScript, `import { … } from "meshspan"` has these functions:',
    '',
    '| function | stands for |',
    '| --- | --- |',
    ...BUILDERS.map(([call, object]) => `| \`${call}\` | \`${object}\` |`),
    '',
    ...section('topology', root),
    ...things.toSorted(([a], [b]) => byName(a, b)).flatMap(([name, thing]) => section(name, thing)),
  ].join('\n');
}

function section(name: string, schema: Schema): readonly string[] {
  const rows = rowsOf(schema, '');
  const about = schema.description === undefined ? [] : [schema.description, ''];
  const table =
    rows.length === 0
      ? [takes(schema), '']
      : ['| key | value | meaning |', '| --- | --- | --- |', ...rows, ''];
  return [`## ${name}`, '', ...about, ...table];
}

/** The rows of an object, of each object that a union allows, and of what is inside them. */
function rowsOf(schema: Schema, prefix: string): readonly string[] {
  const branches = [schema, ...(schema.anyOf ?? [])].filter((each) => each.properties !== undefined);
  const seen = new Set<string>();
  return branches.flatMap((branch) =>
    Object.entries(branch.properties ?? {}).flatMap(([key, child]) => {
      const kind = branches.length > 1 ? kindOf(branch) : undefined;
      const path = `${prefix}${key}`;
      const shown = branch.required?.includes(key) ? `**${path}**` : path;
      const meaning = [kind !== undefined && key !== 'kind' ? `(${kind})` : '', child.description ?? '']
        .filter((each) => each !== '')
        .join(' ');
      const row = `| ${shown} | ${takes(child)} | ${meaning.replaceAll('|', '\\|')} |`;
      if (seen.has(row)) return [];
      seen.add(row);
      const lists = [child, ...(child.anyOf ?? [])].flatMap((each) => each.items ?? []);
      const byKey = child.additionalProperties;
      return [
        row,
        ...rowsOf(child, `${path}.`),
        ...lists.flatMap((each) => rowsOf(each, `${path}[].`)),
        ...(typeof byKey === 'object' ? rowsOf(byKey, `${path}.*.`) : []),
      ];
    }),
  );
}

const kindOf = (schema: Schema): string | undefined => {
  const kind = schema.properties?.['kind']?.enum;
  return kind === undefined ? undefined : kind.join(', ');
};

function takes(schema: Schema): string {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
    return SCALARS[name] ?? `[${name}](#${name})`;
  }
  if (schema.enum !== undefined) return schema.enum.map((word) => `\`${word}\``).join(', ');
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.anyOf !== undefined) {
    const each = schema.anyOf.filter((branch) => branch.$ref?.endsWith('/parameter-ref') !== true).map(takes);
    return [...new Set(each)].join(' or ');
  }
  if (schema.type === 'array') return schema.items === undefined ? 'list' : `list of ${takes(schema.items)}`;
  if (schema.type === 'integer' || schema.type === 'number') {
    const from = schema.minimum;
    if (from === undefined) return 'number';
    return schema.maximum === undefined ? `at least ${from}` : `${from} to ${schema.maximum}`;
  }
  if (schema.type === 'object') {
    return typeof schema.additionalProperties === 'object'
      ? `by key: ${takes(schema.additionalProperties)}`
      : 'object';
  }
  return schema.type === 'string'
    ? 'text'
    : schema.type === 'boolean'
      ? '`true` or `false`'
      : (schema.type ?? 'anything');
}
