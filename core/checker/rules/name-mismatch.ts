import { quotedList } from '../../base/text';
import { DOCUMENTS } from '../../dataplane/documents';
import { edgeRule } from '../rule';
import { edgeText } from '../words';

export const nameMismatch = edgeRule(
  {
    id: 'tls/name-mismatch',
    severity: 'error',
    sentence: 'a certificate carries none of the names that the other side expects',
    source: DOCUMENTS.tls,
  },
  (inspection) => {
    const {
      kind,
      edge,
      listener,
      certificate,
      clientCertificate,
      expectedNames = [],
      policy,
      server,
    } = inspection;
    const names = listener?.tls.kind === 'mesh' ? (listener.tls.validation?.names ?? []) : [];
    // Wildcards in a list have a finding of their own: issuing a certificate for them would not help.
    const meant = edge.reason === 'client-name-mismatch' ? names : expectedNames;
    const ofMesh = kind === 'call' || edge.reason === 'client-name-mismatch';
    if (ofMesh && meant.some((name) => name.includes('*'))) return undefined;
    if (edge.reason === 'name-mismatch' && certificate) {
      const written = policy !== undefined && policy.names.length > 0;
      const whose = written ? '' : kind === 'call' ? ', the discovery name' : ', the name of its record';
      return {
        summary: `${edgeText(inspection)}: certificate "${certificate.key}" carries ${carried(certificate.facts.names)}, and the caller expects ${quotedList(expectedNames)}${whose}${uriNote(meant)}`,
        fix: `issue "${certificate.key}" with the name ${either(expectedNames)}, or write in the caller's policy the names that it does carry`,
      };
    }
    if (edge.reason === 'client-name-mismatch' && clientCertificate && server)
      return {
        summary: `${edgeText(inspection)}: certificate "${clientCertificate.key}" carries ${carried(clientCertificate.facts.names)}, and the listener accepts only ${quotedList(names)}${uriNote(meant)}`,
        fix: `add a name of "${clientCertificate.key}" to clients.names of "${server.key}", or issue it with the name ${either(names)}`,
      };
    return undefined;
  },
);

/** What is easily overlooked, since DNS names compare differently. */
const uriNote = (names: readonly string[]): string =>
  names.some((name) => name.includes(':')) ? '; a URI matches only the same URI, in the same case' : '';

const carried = (names: readonly string[] = []): string => (names.length > 0 ? quotedList(names) : 'no name');

const either = (names: readonly string[]): string => quotedList(names, ' or ');
