import { groupedBy } from '../../../base/collections';
import { at as thing, type Topology } from '../../../topology';
import type { PlaneRule } from '../../contract';
import { hit } from '../../hit';
import { valueText } from '../../live';
import type { Connection } from '../../lowered';
import { localAddressOf } from '../local-addresses';
import type { EnvoyLowered } from '../lowered';

/** A proxy distinguishes the services that its application calls by the addresses on which it answers for them. */
export const sameAddress: PlaneRule<EnvoyLowered> = {
  id: 'envoy/same-address',
  severity: 'error',
  sentence: 'a workload calls two services for which its proxy would answer on the same address and port',
  source: 'meshspan',
  hitsOf: (topology, { connections, parties }) => {
    const explicit = new Set(
      parties
        .filter(({ kind, interception }) => kind === 'workload' && interception === 'none')
        .map(({ id }) => id),
    );
    const called = connections.filter(({ client, dialled }) => dialled !== undefined && explicit.has(client));
    const addresses = addressesOf(topology, called);
    const places = groupedBy(called, ({ client, service, dialled = 0 }) =>
      [client, addresses.get(service), valueText(dialled)].join('\n'),
    );
    return [...places.values()].flatMap((sharing) => {
      const [first] = sharing;
      const other = sharing.find(({ service }) => service !== first?.service);
      return first === undefined || other === undefined ? [] : [hitOf(topology, first, other, addresses)];
    });
  },
};

const addressesOf = ({ services }: Topology, called: readonly Connection[]): ReadonlyMap<string, string> =>
  new Map(
    [...new Set(called.map(({ service }) => service))].map((key) => [
      key,
      localAddressOf(thing(services, key).name),
    ]),
  );

function hitOf(
  { services }: Topology,
  { service: one }: Connection,
  { at, client, service: two, dialled = 0 }: Connection,
  addresses: ReadonlyMap<string, string>,
) {
  const [first, second] = [one, two].map((key) => thing(services, key).name);
  const why =
    first === second ? `both have the name "${first}"` : `their names lead to the same address by chance`;
  return hit(
    at,
    `for "${one}" and "${two}" the proxy of "${client.slice('workload/'.length)}" would answer on ${addresses.get(two)}:${valueText(dialled)}, since ${why}`,
    `give one of them another name: services: { '${two}': { name: '${two}-2.${(second ?? '').split('.').slice(1).join('.')}' } }`,
  );
}
