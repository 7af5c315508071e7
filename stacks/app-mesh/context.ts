import type { TerraformResource } from 'cdktf';
import { ownersOf, type Owners } from '../../core/dataplane/app-mesh/controller/owners';
import type { AppMeshLowered } from '../../core/dataplane/app-mesh/specs';
import { at, type Closed, type Topology } from '../../core/topology';
import type { VirtualService } from '../../modules/app-mesh/virtual-service';
import type { MeshStack } from '../mesh-stack';

type Specs = Closed<AppMeshLowered>;
export type NodeSpec = Specs['nodes'][number];
export type GatewaySpec = Specs['gateways'][number];
export type ServiceSpec = Specs['services'][number];

/** App Mesh's specs by their keys. */
export interface AppMeshLookups {
  readonly mesh: Specs['mesh'];
  readonly node: (key: string) => NodeSpec;
  readonly gateway: (key: string) => GatewaySpec;
  readonly service: (key: string) => ServiceSpec;
  /** Absent where the service is removed together with its provider. */
  readonly serviceIfThere: (key: string) => ServiceSpec | undefined;
  /** Whose controllers make what Terraform does not. */
  readonly owners: Owners;
}

/** One stack, as the builders of App Mesh see it. */
export interface AppMeshStack {
  readonly stack: MeshStack;
  readonly specs: AppMeshLookups;
  /** What the stack has built so far, for contents that refer to each other. Keys are those of the topology. */
  readonly built: {
    role?: TerraformResource;
    /** Names of nodes by workload, as attributes of the nodes. */
    readonly nodes: Map<string, string>;
    /** Names of routers by service, as attributes of the routers. */
    readonly routers: Map<string, string>;
    readonly services: Map<string, VirtualService>;
  };
}

const byKey = <T extends { readonly key: string }>(specs: readonly T[]): Readonly<Record<string, T>> =>
  Object.fromEntries(specs.map((spec) => [spec.key, spec]));

function lookupsOf(topology: Topology, { mesh, nodes, gateways, services }: Specs): AppMeshLookups {
  const found = { nodes: byKey(nodes), gateways: byKey(gateways), services: byKey(services) };
  return {
    mesh,
    node: (key) => at(found.nodes, key),
    gateway: (key) => at(found.gateways, key),
    service: (key) => at(found.services, key),
    serviceIfThere: (key) => (Object.hasOwn(found.services, key) ? found.services[key] : undefined),
    owners: ownersOf(topology),
  };
}

/** Lookups of each lowered mesh: its stacks share them. */
const known = new WeakMap<Specs, AppMeshLookups>();

export function appMeshStackOf(stack: MeshStack, lowered: Specs): AppMeshStack {
  const specs = known.get(lowered) ?? lookupsOf(stack.site.topology, lowered);
  known.set(lowered, specs);
  return { stack, specs, built: { nodes: new Map(), routers: new Map(), services: new Map() } };
}
