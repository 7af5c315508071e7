import { markdownTable } from '../../../core/report';
import { motoVersion } from '../../moto';
import type { Correction } from './correction';

const introduction = `# What the local AWS corrects in moto

Written from the table in \`local/aws/corrections\` (\`node scripts/local-aws-doc.mjs\`). App Mesh, RAM, STS and Private CA
are the local AWS's own; for all else it asks moto ${motoVersion} and puts these answers right. When moto moves, each row
tells how to see whether it is still needed: take the correction out and look.`;

/** The corrections as a document. */
export function correctionsReferenceOf(corrections: readonly Correction[]): string {
  const rows = corrections.map(({ service, operations, reason, seen, moto }) => {
    const which = operations === 'all' ? 'all' : operations.join(', ');
    return [service, which, reason, seen, moto];
  });
  const columns = ['service', 'operations', 'what differs', 'how it shows', 'moto'];
  return `${introduction}\n\n${markdownTable(columns, rows)}\n`;
}
