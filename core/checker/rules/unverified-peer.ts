import { REASONS } from '../reasons';
import { edgeRule } from '../rule';
import { edgeText } from '../words';

export const unverifiedPeer = edgeRule(
  {
    id: 'tls/unverified-peer',
    severity: 'warning',
    sentence: 'a call is encrypted to a server that nobody verifies',
  },
  (inspection) => {
    const { kind, edge, certificate } = inspection;
    if (kind !== 'call' || edge.verdict !== 'encrypted') return undefined;
    const issuer = certificate?.facts.issuer ?? 'AUTHORITY';
    return {
      summary: `${edgeText(inspection)}: ${REASONS[edge.reason].sentence}`,
      fix: `give the call policy: { enforce: true, trust: { kind: '${certificate?.source.kind === 'file' ? 'file' : 'private-ca'}', authorities: '${issuer}' } } that covers the port`,
    };
  },
);
