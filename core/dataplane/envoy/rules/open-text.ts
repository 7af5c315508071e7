import { quotedList } from '../../../base/text';
import { closed, isParameterRef, openParametersOf, type Closed, type Topology } from '../../../topology';
import type { PlaneRule } from '../../contract';
import { hit } from '../../hit';
import type { EnvoyLowered } from '../lowered';
import { proxiesOf } from '../proxies';
import type { ProxySpec } from '../specs';

/** Terraform can fill in a parameter when it applies; the file that an Envoy reads is written before. */
export const openText: PlaneRule<EnvoyLowered> = {
  id: 'envoy/open-text',
  severity: 'error',
  sentence: 'the configuration of an Envoy contains a parameter that has no value',
  source: 'meshspan',
  unbuildable: true,
  hitsOf: (topology, lowered) =>
    proxiesIn(topology, lowered).flatMap((proxy) => {
      const open = openParametersOf(JSON.stringify(proxy));
      const [first] = open;
      if (first === undefined) return [];
      return [
        hit(
          proxy.at,
          `the configuration of the proxy of "${proxy.key}" is a file that contains ${open.length === 1 ? 'parameter' : 'the parameters'} ${quotedList(open)}, without a value`,
          `pass --set ${first}=VALUE, or give the parameter a default`,
        ),
      ];
    }),
};

/** The proxies, where a parameter is open: else no text is. What else is open is reported by the plan. */
function proxiesIn(topology: Topology, lowered: EnvoyLowered): readonly ProxySpec[] {
  if (!Object.values(topology.parameters).some(({ value }) => isParameterRef(value))) return [];
  const whole: Closed<Topology> | readonly unknown[] = closed({ ...topology, parameters: {} });
  const parts: Closed<EnvoyLowered> | readonly unknown[] = closed(lowered);
  return 'workloads' in whole && 'parties' in parts ? proxiesOf(whole, parts) : [];
}
