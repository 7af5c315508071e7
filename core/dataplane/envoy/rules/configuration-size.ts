import { closed, type Closed, type Topology } from '../../../topology';
import type { PlaneRule } from '../../contract';
import { hit } from '../../hit';
import { platformOf, runtimeOf } from '../../runtimes';
import type { EnvoyLowered } from '../lowered';
import { proxiesOf } from '../proxies';
import type { ProxySpec } from '../specs';
import { configurationOf, octetsOf } from '../task/configuration';

/** Octets of the data of a ConfigMap (Kubernetes documentation, "ConfigMaps"). */
const LARGEST = 1024 * 1024;

/** No proxy with fewer ways has a configuration that large: one takes less than 10 KiB. */
const FEW = 100;

/** A proxy on EKS has its configuration from a ConfigMap, and that has a largest size. */
export const configurationSize: PlaneRule<EnvoyLowered> = {
  id: 'envoy/configuration-size',
  severity: 'error',
  sentence: 'the configuration of an Envoy on EKS is larger than a ConfigMap may be',
  source: 'https://kubernetes.io/docs/concepts/configuration/configmap/#motivation',
  hitsOf: (topology, lowered) =>
    largeIn(topology, lowered).flatMap(({ proxy, octets }) => [
      hit(
        proxy.at,
        `the configuration of the proxy of "${proxy.key}" has ${Math.ceil(octets / 1024)} KiB, and a ConfigMap at most ${LARGEST / 1024}: it has ${proxy.upstreams.length} ways to others`,
        `run "${proxy.key}" on ECS (cluster: an ECS cluster), drop calls that it does not make, or put a gateway in front of what it calls`,
      ),
    ]),
};

function largeIn(
  topology: Topology,
  lowered: EnvoyLowered,
): readonly { readonly proxy: ProxySpec; readonly octets: number }[] {
  const suspects = lowered.parties.filter(
    (party) => platformOf(topology, runtimeOf(topology, party)) === 'eks',
  );
  if (suspects.length === 0) return [];
  const whole: Closed<Topology> | readonly unknown[] = closed({ ...topology, parameters: {} });
  const parts: Closed<EnvoyLowered> | readonly unknown[] = closed(lowered);
  if (!('workloads' in whole) || !('parties' in parts)) return [];
  const ids = new Set(suspects.map(({ id }) => id));
  return proxiesOf(whole, parts)
    .filter(({ id, upstreams, outbound }) => ids.has(id) && upstreams.length + outbound.length > FEW)
    .map((proxy) => {
      const configuration = configurationOf(proxy, 'eks');
      return {
        proxy,
        octets: configuration.kind === 'volume' ? octetsOf(configuration.object.text) : 0,
      };
    })
    .filter(({ octets }) => octets > LARGEST);
}
