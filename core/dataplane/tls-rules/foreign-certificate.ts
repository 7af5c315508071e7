import { at as thing, type Topology } from '../../topology';
import { DOCUMENTS } from '../documents';
import { accountIdOf } from '../live';
import { entryCertificatesOf } from '../place-hits';
import { foreignPlaceOf } from '../tls-flaws';
import type { PlaneRule } from '../contract';
import { hit } from '../hit';

/** A certificate in ACM is in the account and region of the party that presents it (TLS user guide). */
export const foreignCertificate: PlaneRule = {
  id: 'tls/foreign-certificate',
  severity: 'error',
  sentence: 'a certificate in ACM is in another account or region than what presents it',
  source: DOCUMENTS.tls,
  hitsOf: (topology, { certificates }) =>
    [...certificates, ...ofLoadBalancers(topology)].flatMap(({ key, at, account, source }) => {
      if (source.kind !== 'acm') return [];
      const id = accountIdOf(topology, account);
      const wrong = foreignPlaceOf(topology, account, source.arn);
      return wrong.length === 0
        ? []
        : [
            hit(
              at,
              `certificate "${key}" is in ${wrong.join(' and ')}, and "${account}" (${id}, ${topology.region}) presents it`,
              `give the ARN of a certificate in that account and region, or let meshspan issue one: { kind: 'issued' }`,
            ),
          ];
    }),
};

/** What load balancers present is in their account and region (Elastic Load Balancing user guide, "SSL certificates"). */
const ofLoadBalancers = (topology: Topology) =>
  entryCertificatesOf(topology).map(({ at, account, certificate }) => ({
    key: certificate,
    at,
    account,
    source: thing(topology.certificates, certificate),
  }));
