import { quotedList } from '../../base/text';
import { DOCUMENTS } from '../../dataplane/documents';
import type { Trust } from '../../topology';
import type { CertificateSpec } from '../../dataplane/lowered';
import { trustText } from '../chains';
import { edgeRule } from '../rule';
import { edgeText } from '../words';

export const foreignAuthority = edgeRule(
  {
    id: 'tls/foreign-authority',
    severity: 'error',
    sentence: 'a certificate comes from an authority that the other side does not trust',
    source: DOCUMENTS.tls,
  },
  (inspection) => {
    const { edge, policy, listener, certificate, clientCertificate, client, server } = inspection;
    if (edge.reason === 'foreign-authority' && policy && certificate) {
      const who =
        client === undefined ? 'the policy of callers from outside' : `the policy of "${client.key}"`;
      return hitOf(edgeText(inspection), certificate, policy.trust, who);
    }
    const validation = listener?.tls.kind === 'mesh' ? listener.tls.validation : undefined;
    if (edge.reason === 'client-authority-foreign' && validation && clientCertificate && server)
      return hitOf(
        edgeText(inspection),
        clientCertificate,
        validation.trust,
        `the listener of "${server.key}"`,
      );
    return undefined;
  },
);

function hitOf(edge: string, { key, facts }: CertificateSpec, trust: Trust, who: string) {
  const trusted = trust.authorities ?? [];
  const content =
    trusted.length > 0 ? `only ${quotedList(trusted)}` : `no known authority (${trustText(trust)})`;
  const issuer = facts.issuer === undefined ? 'its issuer' : `"${facts.issuer}"`;
  const instead = trusted.length > 0 ? `, or use a certificate issued by ${quotedList(trusted, ' or ')}` : '';
  return {
    summary: `${edge}: certificate "${key}" is issued by ${issuer}, and ${who} trusts ${content}`,
    fix: `add ${issuer} to the authorities that ${who} trusts${instead}`,
  };
}
