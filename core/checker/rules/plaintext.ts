import { DOCUMENTS } from '../../dataplane/documents';
import { REASONS } from '../reasons';
import { edgeRule } from '../rule';
import { edgeText } from '../words';

export const plaintext = edgeRule(
  {
    id: 'tls/plaintext',
    severity: 'warning',
    sentence: 'a call is sent in plaintext',
    source: DOCUMENTS.tls,
  },
  (inspection) => {
    if (inspection.kind !== 'call' || inspection.edge.verdict !== 'plaintext') return undefined;
    return {
      summary: `${edgeText(inspection)}: ${REASONS[inspection.edge.reason].sentence}`,
      fix: "give the listener tls: { mode: 'STRICT' } and the caller a policy that enforces it",
    };
  },
);
