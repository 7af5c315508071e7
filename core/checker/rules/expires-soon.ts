import { DAY } from '../../base/instant';
import { counted } from '../../base/text';
import { certificateText } from '../certificate-facts';
import type { CheckerRule } from '../rule';
import { endOf } from '../validity';

export const expiresSoon: CheckerRule = {
  id: 'tls/expires-soon',
  severity: 'warning',
  sentence:
    'a certificate expires within the days of --expires-within, or has expired, and no caller that is described verifies it',
  source: 'RFC 5280',
  hitsOf: ({ lowered, inspections, at, expiresWithin }) => {
    if (at === undefined || expiresWithin === 0) return [];
    const refused = new Set(
      inspections.flatMap(({ edge, certificate, clientCertificate }) => [
        ...(edge.reason === 'server-certificate-expired' ? [certificate?.key] : []),
        ...(edge.reason === 'client-certificate-expired' ? [clientCertificate?.key] : []),
      ]),
    );
    const all = [...lowered.certificates, ...(lowered.shownFromOutside ?? [])];
    const byKey = new Map(all.map((certificate) => [certificate.key, certificate]));
    return [...byKey.values()].flatMap((certificate) => {
      const end = endOf(certificate);
      if (end === undefined || end >= at + expiresWithin * DAY || refused.has(certificate.key)) return [];
      const days = Math.floor((end - at) / DAY);
      const until = certificate.facts.validity?.until ?? '';
      return [
        {
          at: certificate.at,
          summary: `certificate ${certificateText(certificate)} ${days < 0 ? 'expired' : `expires in ${counted(days, 'day')},`} on ${until}`,
          fix: `renew it; then update the PEM or the dates of "${certificate.key}": the file that pemFile names, pem, or facts.validity`,
        },
      ];
    });
  },
};
