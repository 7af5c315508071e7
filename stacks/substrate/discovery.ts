import {
  at,
  createdDiscoveryOf,
  DEFAULT_TTL,
  discoveryServiceIdentity,
  type DiscoveryServiceSpec,
  type Topology,
} from '../../core/topology';
import { DiscoveryService } from '../../modules/service-discovery/discovery-service';
import type { Party } from '../lookups';
import { once } from '../built';
import type { MeshStack } from '../mesh-stack';
import { addressPart } from '../text';

const TYPE = 'aws_service_discovery_service';

/**
 * The Cloud Map service under whose name callers find a party; none where it is found in another way. Parties of an
 * account that share one get the same object, created on first use.
 */
export function discoveryService(stack: MeshStack, party: Party): DiscoveryService | undefined {
  const { discovery, account } = party;
  const created = discovery && createdDiscoveryOf({ discovery });
  if (created === undefined) return undefined;
  const id = discoveryServiceIdentity(account, created);
  return once(stack.built.discoveryServices, id, () => {
    const spec = stack.site.discoveryServices.get(id);
    if (spec === undefined) throw new Error(`"${party.key}" has no Cloud Map service`);
    const { address, former } = addressesOf(stack.site.topology, spec);
    movedFrom(stack, former, address);
    return new DiscoveryService(stack.part(address), 'discovery', {
      name: spec.name,
      ttl: discovery?.kind === 'cloud-map' ? discovery.ttl : DEFAULT_TTL,
      namespaceId: stack.wiring.of({ kind: 'namespace-id', account }),
    });
  });
}

/** The new owner of a Cloud Map service's name, where only retired workloads are left in it, takes the service over. */
export function takeOverDiscovery(
  stack: MeshStack,
  account: string,
  name: { readonly namespace: string; readonly service: string },
  address: string,
): void {
  const { topology, discoveryServices } = stack.site;
  const spec = discoveryServices.get(discoveryServiceIdentity(account, name));
  if (spec === undefined || spec.workloads.some((key) => !at(topology.workloads, key).retired)) return;
  const before = addressesOf(topology, spec);
  movedFrom(stack, [...before.former, before.address], address);
}

/** The reverse: a placeholder at `from` becomes the Cloud Map service of the workloads that now have its name. */
export function giveUpDiscovery(
  stack: MeshStack,
  account: string,
  name: { readonly namespace: string; readonly service: string },
  from: string,
): void {
  const { topology, discoveryServices } = stack.site;
  const spec = discoveryServices.get(discoveryServiceIdentity(account, name));
  if (spec === undefined || spec.workloads.every((key) => at(topology.workloads, key).retired)) return;
  const { former, address } = addressesOf(topology, spec);
  stack.moved(`${TYPE}.${from}`, `${TYPE}.${former[0] ?? address}`);
}

/** A chain: whichever of the addresses the state has leads to the last. Terraform takes one move to an address. */
function movedFrom(stack: MeshStack, former: readonly string[], address: string): void {
  [...former, address].reduce((from, to) => {
    stack.moved(`${TYPE}.${from}`, `${TYPE}.${to}`);
    return to;
  });
}

/** Whether a workload may have been called so. */
const IS_KEY = /^[a-z][a-z0-9-]*$/;

const partOf = (workload: string): string => `workload_${workload}`;

/**
 * Where a Cloud Map service is, and where it may have been. It is that of the workload which is called like it, or else
 * has an address of its own name, so that no workload that comes, goes or gets another key replaces it.
 */
function addressesOf(
  { workloads }: Topology,
  { account, name, workloads: keys }: DiscoveryServiceSpec,
): { readonly address: string; readonly former: readonly string[] } {
  // What was never shared under another name was never anywhere else.
  if (keys.length === 1 && keys[0] === name) return { address: partOf(name), former: [] };
  const own = `discovery_${addressPart(name)}`;
  const address = keys.includes(name) ? partOf(name) : own;
  const namesake = Object.hasOwn(workloads, name) ? workloads[name] : undefined;
  const isOthers = namesake !== undefined && namesake.account === account && !keys.includes(name);
  const namesakes = IS_KEY.test(name) && !isOthers ? [name] : [];
  const places = [...[...namesakes, ...keys].map(partOf), own];
  return { address, former: [...new Set(places)].filter((place) => place !== address) };
}
