import type { PlaneRule } from '../../contract';
import { hit } from '../../hit';
import { liveWorkloadsOf } from '../../live';
import { isLeftOpen } from '../complete';
import type { EnvoyLowered } from '../lowered';

/** A listener accepts everybody where no trust follows from the certificates of its callers. */
export const unverifiedCallers: PlaneRule<EnvoyLowered> = {
  id: 'envoy/unverified-callers',
  severity: 'warning',
  sentence:
    'a listener accepts every caller, since whom to trust does not follow from the certificates of its callers',
  source: 'meshspan',
  hitsOf: (topology) =>
    topology.defaults === 'api'
      ? []
      : liveWorkloadsOf(topology).flatMap((workload) =>
          workload.listeners
            .filter(({ tls }) => isLeftOpen(workload, tls))
            .map(({ at }) =>
              hit(
                at,
                `"${workload.key}" accepts every caller here: the issuers of the certificates of its callers are not stated, or no single trust includes them`,
                "add facts: { issuer: AUTHORITY } to these certificates; or write tls: { clients: { trust, names } } at the listener, or tls: { clients: 'none' } where every caller is meant",
              ),
            ),
        ),
};
