import { inParallel } from '../../terraform/pool';
import { newPassages, openDoor, type Passages } from './network/door';
import { newLedger, type Ledger, type PlacedInterface } from './network/ledger';
import { refusalOf } from './network/permitted';
import { resolve, type Resolved, type Sources } from './network/resolve';
import { startResolver, type Resolver } from './network/resolver';
import type { PlacedBalancer } from './front-doors';
import type { Deployed } from './read/deployed';
import { instancesOf, type DiscoveryService } from './read/names';

/** The networks of what was deployed, on this machine. */
export interface Ground {
  readonly ledger: Ledger;
  readonly passages: Passages;
  /** Names that did not resolve when they were last looked up, and still do not, one line each. */
  readonly unresolved: () => Promise<readonly string[]>;
  readonly balancers: readonly PlacedBalancer[];
  /** Services of Cloud Map by their ARNs. */
  readonly discovery: ReadonlyMap<string, DiscoveryService>;
  /** Where a name is on this machine, for a caller in a VPC. */
  readonly placeOf: (vpc: string, name: string) => Promise<string | undefined>;
  /** Starts the resolvers of VPCs; they end with the run. */
  readonly resolversFor: (vpcs: readonly string[]) => Promise<ReadonlyMap<string, Resolver>>;
  /** Opens a port of an interface; returns what closes it. */
  readonly open: (callee: PlacedInterface, port: number) => Promise<() => Promise<void>>;
}

/** Lays out the networks. */
export async function groundOf(
  { network, names, balancers, accounts }: Deployed,
  address: () => string,
  ends: (() => Promise<unknown>)[],
): Promise<Ground> {
  const ledger = newLedger(network, address);
  const passages = newPassages();
  const placed = balancers.flatMap((balancer): readonly PlacedBalancer[] => {
    const { name, groups, subnets } = balancer;
    const wanted = { name: `load balancer "${name}"`, owner: name, groups, subnet: subnets[0] ?? '' };
    const nic = ledger.add(wanted);
    return nic === undefined ? [] : [{ balancer, nic }];
  });
  const byName = new Map(placed.map(({ balancer, nic }) => [balancer.dnsName, [nic.ip]]));
  const sources: Sources = {
    names,
    balancerOf: (name) => byName.get(name),
    instancesOf: async ({ account, id }) => {
      const owner = accounts.get(account);
      return owner === undefined ? [] : (await instancesOf(owner, id)).map(({ ip }) => ip);
    },
  };
  /** By the sentence about it, what is looked up. */
  const unresolved = new Map<string, readonly [vpc: string, name: string]>();
  const placesOf = async (vpc: string, name: string): Promise<Resolved | undefined> => {
    const found = await resolve(sources, vpc, name);
    const what = `"${name}" does not resolve in ${vpc}`;
    if (found === undefined) unresolved.set(what, [vpc, name]);
    else unresolved.delete(what);
    return found && { ...found, addresses: found.addresses.map(ledger.faceOf) };
  };
  return {
    ledger,
    passages,
    unresolved: async () => {
      // A proxy that looked for a task before it was up may not have looked again.
      for (const where of unresolved.values()) await placesOf(...where);
      return [...unresolved.keys()];
    },
    balancers: placed,
    discovery: new Map(names.services.map((service) => [service.arn, service])),
    placeOf: async (vpc, name) => (await placesOf(vpc, name))?.addresses[0],
    resolversFor: async (vpcs) => {
      const started = await inParallel([...new Set(vpcs)], 4, async (vpc) => {
        const resolver = await startResolver(address(), (name) => placesOf(vpc, name));
        ends.push(() => resolver.close());
        return [vpc, resolver] as const;
      });
      return new Map(started);
    },
    open: async (callee, port) => {
      const door = await openDoor({
        callee,
        port,
        from: ledger.from,
        refusalOf: (caller, to, at) => refusalOf(network, caller, to, at),
        passages,
      });
      return () => door.close();
    },
  };
}
