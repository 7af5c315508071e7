import { markdownTable } from '../../../core/report';
import { motoVersion } from '../../moto';
import type { Correction } from './correction';

const introduction = `# What the local AWS corrects in moto

Written from the table in \`local/aws/corrections\` (\`node scripts/local-aws-doc.mjs\`). App Mesh, RAM, STS, Private CA
and EKS are built into the local AWS; everything else comes from moto ${motoVersion}, with these corrections. After an update of
moto, each row shows how to check whether the correction is still needed: remove it and observe.`;

/** The corrections as a document. */
export function correctionsReferenceOf(corrections: readonly Correction[]): string {
  const rows = corrections.map(({ service, operations, reason, seen, moto }) => {
    const which = operations === 'all' ? 'all' : operations.join(', ');
    return [service, which, reason, seen, moto];
  });
  const columns = ['service', 'operations', 'what differs', 'how it shows', 'moto'];
  return `${introduction}\n\n${markdownTable(columns, rows)}\n`;
}
