import { groupedBy, unique } from '../base/collections';
import type { DataPlanes } from '../dataplane';
import type { Features, Support } from '../dataplane/features';
import { substrateFields } from '../dataplane/substrate-fields';
import { markdownTable } from './markdown';

const introduction = `# What each data plane does

Generated from the tables in the code (\`node scripts/features-doc.mjs\`), which have a row for every field of
[a topology](topology.md). A field is named by its section there and its key; an object that several sections have in
common is named by its key alone: \`discovery.attributes\`, \`tls.mode\`.

- *native*: the data plane does what the topology says.
- *approximated*: in part, or in another way. \`plan\` lists what your topology uses of it.
- **lost**: it does not. Using it is an error (\`data-plane/loss\`), unless the topology accepts that:
  \`acceptLosses: [discovery.attributes]\`. \`plan\`, \`synth\` and \`deploy\` then print what is lost.

Where a rule is named, that rule reports what the data plane does not do: \`plan\` does not list it, and \`acceptLosses\` does not
accept it.`;

/** `docs/data-planes.md`: what each data plane makes of every field. */
export function featuresReferenceOf(planes: DataPlanes): string {
  const tables = Object.entries(planes).map(([name, { features }]): Table => [name, features]);
  const fields = unique(tables.flatMap(([, features]) => Object.keys(features)));
  const differing = fields.filter((field) => tables.some(([, features]) => !isPlain(features[field])));
  const alike = fields.filter((field) => !differing.includes(field));
  return `${[
    introduction,
    '## Where they differ',
    markdownTable(
      ['field', ...tables.map(([name]) => name)],
      differing.map((field) => [`\`${field}\``, ...tables.map(([, features]) => cellOf(features[field]))]),
    ),
    '## Native on every data plane',
    listOf(alike),
    '## The same on every data plane',
    'Accounts, networks, states, authorities, and what only the check reads.',
    listOf(substrateFields),
  ].join('\n\n')}\n`;
}

type Table = readonly [plane: string, features: Features];

const isPlain = (row: Support | undefined): boolean => row?.support === 'native' && row.note === undefined;

function cellOf(row: Support | undefined): string {
  if (row === undefined) return '';
  if (row.support === 'native') return row.note === undefined ? 'native' : `native: ${row.note}`;
  const { support, sentence, by } = row;
  const rule = typeof by === 'function' ? '' : ` ([\`${by.reportedBy}\`](checks.md))`;
  return `${support === 'lost' ? '**lost**' : support}: ${sentence}${rule}`;
}

/** A line for each thing, with its keys. */
const listOf = (fields: readonly string[]): string =>
  [...groupedBy(fields, (field) => field.slice(0, field.indexOf('.')))]
    .map(
      ([thing, own]) =>
        `- ${thing}: ${own.map((field) => `\`${field.slice(thing.length + 1)}\``).join(', ')}`,
    )
    .join('\n');
