import { DOCUMENTS } from '../../dataplane/documents';
import { edgeRule } from '../rule';
import { edgeText } from '../words';

export const entryPlaintext = edgeRule(
  {
    id: 'entry/plaintext',
    severity: 'warning',
    sentence: 'an entry takes or passes plain text',
    source: DOCUMENTS.loadBalancer,
  },
  (inspection) => {
    if (inspection.kind !== 'entry' || inspection.edge.verdict !== 'plaintext') return undefined;
    const outside = inspection.edge.client === 'outside';
    return {
      summary: `${edgeText(inspection)}: ${outside ? 'outside callers speak plain text to the load balancer' : 'the load balancer passes plain text on'}`,
      fix: outside
        ? "give the entry tls: { certificate: '…' }, with a certificate that outside callers trust"
        : "give the listener tls: { mode: 'STRICT' } and the entry inside: 'encrypted'",
    };
  },
);
