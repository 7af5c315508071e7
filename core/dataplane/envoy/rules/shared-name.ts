import { groupedBy } from '../../../base/collections';
import { discoveryNameOf, inLowerCase } from '../../../topology';
import type { PlaneRule } from '../../contract';
import { hit } from '../../hit';
import { liveWorkloadsOf } from '../../live';
import type { EnvoyLowered } from '../lowered';

const CLOUD_MAP = 'https://docs.aws.amazon.com/cloud-map/latest/dg/services-values.html';

/** A query of DNS has no attributes: it gets the addresses of all instances that are registered under a name. */
export const sharedName: PlaneRule<EnvoyLowered> = {
  id: 'envoy/shared-name',
  severity: 'error',
  sentence: 'workloads are in one Cloud Map service, and DNS does not distinguish them by their attributes',
  source: CLOUD_MAP,
  hitsOf: (topology) => {
    const registered = liveWorkloadsOf(topology).filter(({ discovery }) => discovery.kind === 'cloud-map');
    const names = groupedBy(registered, ({ discovery }) => inLowerCase(discoveryNameOf(discovery) ?? ''));
    return [...names.entries()].flatMap(([name, [first, ...others]]) =>
      others.map(({ key, at }) =>
        hit(
          [...at, 'discovery'],
          `"${first?.key ?? ''}" and "${key}" are both found as "${name}", so each gets what is sent to the other`,
          `give "${key}" a Cloud Map service of its own: leave out service at its discovery, or write service: ${key}`,
        ),
      ),
    );
  },
};
