import { DOCUMENTS } from '../../dataplane/documents';
import { coverageOf } from '../caller';
import { REASONS } from '../reasons';
import { edgeRule } from '../rule';
import { edgeText } from '../words';

export const unverifiedPeer = edgeRule(
  {
    id: 'tls/unverified-peer',
    severity: 'warning',
    sentence: 'a call is encrypted, but the server is not verified',
    source: DOCUMENTS.tls,
  },
  (inspection) => {
    const { kind, edge, certificate, policy, listener } = inspection;
    if (kind !== 'call' || edge.verdict !== 'encrypted') return undefined;
    // A policy that misses the port has a finding of its own, at the policy.
    if (policy !== undefined && listener !== undefined && coverageOf(policy, listener.port) === false)
      return undefined;
    const issuer = certificate?.facts.issuer;
    return {
      summary: `${edgeText(inspection)}: ${REASONS[edge.reason].sentence}`,
      fix: `give the call a policy that covers the port: enforce: true, with a trust that contains ${issuer === undefined ? "the certificate's issuer" : `"${issuer}"`}`,
    };
  },
);
