import type { Rule } from './rule';

/** What the documentation calls the first part of rules' ids; any other part stands for itself. */
const titles: Readonly<Record<string, string>> = {
  json: 'Every service with a JSON protocol',
  'app-mesh': 'App Mesh',
  ram: 'Resource Access Manager',
  'acm-pca': 'ACM Private CA',
  acm: 'Certificate Manager',
  route53: 'Route 53',
  'cloud-map': 'Cloud Map',
  iam: 'IAM',
};

const introduction = `# What the local AWS refuses

Written from the rules in \`local/aws\` (\`node scripts/local-aws-doc.mjs\`); the errors are made of the same rows, and
each row has a test that breaks it. An answer that refuses has the rule's id in the header \`x-meshspan-rule\`, which AWS
doesn't have. *Assumed* marks what no document at hand says: real AWS may answer with another error, or not refuse.

Signatures aren't checked and IAM policies aren't evaluated: an account may do in its own name whatever AWS lets some
identity of it do. Nor are the actions of a share's permissions looked at: whichever it has, accounts may do with its
resources what AWS's standard permission for their type allows. Quotas are not enforced.`;

/** The rules as a document: a table for each service. */
export function referenceOf(rules: Readonly<Record<string, Rule>>): string {
  const services = new Set(Object.keys(rules).map(serviceOf));
  const sections = [...services].map((service) =>
    sectionOf(
      service,
      Object.entries(rules).filter(([id]) => serviceOf(id) === service),
    ),
  );
  return `${[introduction, ...sections].join('\n\n')}\n`;
}

function serviceOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

function sectionOf(service: string, rows: readonly (readonly [string, Rule])[]): string {
  return [
    `## ${titles[service] ?? service}`,
    '',
    '| rule | what holds | error | source |',
    '| --- | --- | --- | --- |',
    ...rows.map(([id, { sentence, status, code, source }]) =>
      rowOf([`\`${id}\``, sentence, `${status} \`${code}\``, source.replace(/\bassumed\b/, '*assumed*')]),
    ),
  ].join('\n');
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
