import type { EnvoyLowered, ProxySpec } from '../../core/dataplane/envoy';
import { grantsIn, type Grants } from '../../core/dataplane/envoy/grants';
import { proxiesOf } from '../../core/dataplane/envoy/proxies';
import { at, type Closed } from '../../core/topology';
import type { MeshStack } from '../mesh-stack';
import type { Site } from '../site';

type Specs = Closed<EnvoyLowered>;

/** One stack, as the builders of Envoy see it. */
export interface EnvoyStack {
  readonly stack: MeshStack;
  readonly party: (id: string) => Specs['parties'][number];
  /** As the topology was written: its texts are not Terraform's. */
  readonly proxy: (id: string) => ProxySpec;
  /** What each fetches from AWS. */
  readonly grants: (id: string) => Grants;
}

type Lookups = Omit<EnvoyStack, 'stack'>;

/** Lookups of each mesh: its stacks share them. */
const known = new WeakMap<Specs, Lookups>();

export function envoyStackOf(stack: MeshStack, lowered: Specs): EnvoyStack {
  const found = known.get(lowered) ?? lookupsOf(stack.site, lowered);
  known.set(lowered, found);
  return { stack, ...found };
}

function lookupsOf({ literal }: Site, { parties }: Specs): Lookups {
  const found = {
    parties: byId(parties),
    proxies: byId(proxiesOf(literal.topology, literal.lowered)),
  };
  return {
    party: (id) => at(found.parties, id),
    proxy: (id) => at(found.proxies, id),
    grants: grantsIn(literal.topology, literal.lowered),
  };
}

const byId = <T extends { readonly id: string }>(things: readonly T[]): Readonly<Record<string, T>> =>
  Object.fromEntries(things.map((thing) => [thing.id, thing]));
