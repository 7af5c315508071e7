import { quotedList } from '../../base/text';
import { certificateText, originOf } from '../certificate-facts';
import { edgeRule } from '../rule';
import { edgeText } from '../words';

export const chainIncomplete = edgeRule(
  {
    id: 'tls/chain-incomplete',
    severity: 'error',
    sentence: 'an authority between a certificate and what the other side trusts is not sent with it',
    source: 'RFC 8446',
  },
  ({ edge, certificate, clientCertificate, unshown: missing, ...inspection }) => {
    const isServer = edge.reason === 'server-chain-incomplete';
    const shown = isServer ? certificate : clientCertificate;
    if (shown === undefined || missing === undefined) return undefined;
    const who = isServer ? 'the caller' : 'the listener';
    const where = originOf(shown);
    return {
      summary: `${edgeText({ edge, ...inspection })}: certificate ${certificateText(shown)} is sent without the certificate of ${quotedList(missing, ' and ')}, and ${who} trusts only what is above it it`,
      fix: `append the certificate of ${quotedList(missing, ' and ')} to ${where === undefined ? 'it' : `"${where}"`}, and say so: give the whole file as its pem, or write facts: { chain: [${[...(shown.facts.chain ?? []), ...missing].join(', ')}] }`,
    };
  },
);
