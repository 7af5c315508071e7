import { REASONS, RULES, VERDICTS, type DecidingRule } from '../checker';
import type { Rule } from '../topology';
import { severityText } from './explanation';
import { markdownTable } from './markdown';

const introduction = `# What the check reports

Generated from the tables in the code (\`node scripts/checks-doc.mjs\`). \`meshspan explain CODE\` prints a row of it: a
verdict, a reason, a deciding rule such as \`R1\`, or the id of a finding such as \`tls/permissive\`.

*meshspan* as a source: the form of a topology, or what meshspan itself supports. *Assumed*: no known document states
it.`;

/** Which areas of ids (their first parts) are described together. */
const chapters: readonly (readonly [title: string, areas: readonly string[]])[] = [
  ['Files', ['source']],
  ['The topology as a whole', ['topology', 'accept', 'parameter', 'aws']],
  ['Accounts, networks and clusters', ['account', 'network', 'cluster']],
  ['State', ['state']],
  ['Authorities, certificates and trust', ['authority', 'rotation', 'certificate', 'store', 'trust']],
  [
    'Workloads, calls and entries',
    ['workload', 'runtime', 'discovery', 'listener', 'health-check', 'entry', 'record', 'call'],
  ],
  ['Services, gateways and routes', ['service', 'gateway', 'route', 'record']],
  ['The data plane', ['data-plane', 'mesh', 'app-mesh', 'envoy']],
  ['TLS', ['tls']],
  ['Stacks', ['plan']],
];

const areaOf = ({ id }: Rule): string => id.slice(0, id.indexOf('/'));

const quoted = (code: string): string => `\`${code}\``;

/** A URL as a link that shows its last part, or the number of an issue. */
const linked = (source: string): string => {
  if (source === 'assumed' || source === 'meshspan') return `*${source}*`;
  const [, repository, issue] = /^https:\/\/github\.com\/[^/]+\/([^/]+)\/issues\/(\d+)$/.exec(source) ?? [];
  if (issue !== undefined) return `[${repository}#${issue}](${source})`;
  const [, page = ''] = /^https:\/\/.*?([^/]+)\/?$/.exec(source) ?? [];
  return page === '' ? source : `[${page.replace(/\.html$/, '')}](${source})`;
};

/** `docs/checks.md`: verdicts, reasons, deciding rules, and the rules of all findings. */
export function checksReferenceOf(rules: readonly Rule[]): string {
  const parts = [
    introduction,
    '## Verdicts\n\nFrom the best to the worst; every call and every entry has one.',
    markdownTable(
      ['verdict', 'what it means'],
      Object.entries(VERDICTS).map(([verdict, sentence]) => [quoted(verdict), sentence]),
    ),
    '## Reasons\n\n`check --json` has the reason of a verdict as `reason`; the table of `check` has its sentence, and the rule that decided in parentheses.',
    markdownTable(
      ['verdict', 'reason', 'what it means', 'decided by'],
      Object.entries(REASONS).map(([reason, { verdict, sentence, by }]) => [
        verdict,
        quoted(reason),
        sentence,
        by,
      ]),
    ),
    "## Deciding rules\n\nR: TLS of the proxies. S: routes, listeners and regions. L: load balancers, and callers from outside. A: assumed, since AWS's documents do not say. U: what is unknown.",
    markdownTable(
      ['rule', 'what it states', 'source'],
      Object.entries<DecidingRule>(RULES).map(([id, { sentence, source }]) => [id, sentence, linked(source)]),
    ),
    '## Findings\n\nWhere the severity says that nothing is built, no stack can express what was written, and `--fail-on none` does not change that.',
    ...chapters.map(
      ([title, areas]) =>
        `### ${title}\n\n${markdownTable(
          ['id', 'what it finds', 'severity', 'source'],
          rules
            .filter((rule) => areas.includes(areaOf(rule)))
            .map((rule) => [quoted(rule.id), rule.sentence, severityText(rule), linked(rule.source)]),
        )}`,
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}
