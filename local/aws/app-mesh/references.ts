import { refusal, type RuleId } from '../rules';
import { kinds, type Kind } from './kinds';
import { childOf, childrenOf, keyOf, type Child, type Mesh } from './state';
import { placesIn } from './validate';

/** A name in one kind's spec that stands for a resource of another kind. Backends are names that nobody checks. */
interface Reference {
  readonly from: Kind;
  readonly to: Kind;
  /** The member that holds the name. */
  readonly member: string;
  /** What is refused where the name leads nowhere. */
  readonly missing: RuleId;
  /** What is refused where the resource it leads to is to be deleted. */
  readonly inUse: RuleId;
}

const references: readonly Reference[] = [
  {
    from: 'routes',
    to: 'virtualNodes',
    member: 'virtualNode',
    missing: 'app-mesh/target-exists',
    inUse: 'app-mesh/node-is-target',
  },
  {
    from: 'virtualServices',
    to: 'virtualNodes',
    member: 'virtualNodeName',
    missing: 'app-mesh/provider-exists',
    inUse: 'app-mesh/node-is-provider',
  },
  {
    from: 'virtualServices',
    to: 'virtualRouters',
    member: 'virtualRouterName',
    missing: 'app-mesh/provider-exists',
    inUse: 'app-mesh/router-is-provider',
  },
  {
    from: 'gatewayRoutes',
    to: 'virtualServices',
    member: 'virtualServiceName',
    missing: 'app-mesh/gateway-target-exists',
    inUse: 'app-mesh/service-is-target',
  },
];

/** Children that keep their parent from being deleted. */
const belongings: readonly { readonly kind: Kind; readonly inUse: RuleId }[] = [
  { kind: 'routes', inUse: 'app-mesh/router-has-routes' },
  { kind: 'gatewayRoutes', inUse: 'app-mesh/gateway-has-routes' },
];

/** Refuses a spec that names what isn't there. */
export function demandReferences(mesh: Mesh, kind: Kind, spec: unknown): void {
  for (const { from, to, member, missing } of references) {
    if (from !== kind) continue;
    for (const name of namesIn(spec, member)) {
      if (childOf(mesh, to, '', name) === undefined)
        throw refusal(missing, `${kinds[to].singular} "${name}"`);
    }
  }
}

/** Notes whom a child names in its spec, so that nobody need look through all specs. */
export function addUses(mesh: Mesh, child: Child): void {
  for (const key of usesOf(child)) (mesh.users[key] ??= {})[child.metadata.arn] = true;
}

/** Takes that back, before the spec changes or the child goes. */
export function removeUses(mesh: Mesh, child: Child): void {
  for (const key of usesOf(child)) delete mesh.users[key]?.[child.metadata.arn];
}

/** Refuses to delete what others need. */
export function demandUnused(mesh: Mesh, child: Child): void {
  for (const { kind, inUse } of belongings) {
    if (kinds[kind].parent !== child.kind) continue;
    const [route] = Object.values(childrenOf(mesh, kind, child.name));
    if (route !== undefined) throw refusal(inUse, `${child.metadata.arn} has ${route.metadata.arn}`);
  }
  for (const { from, to, inUse } of references) {
    if (to !== child.kind) continue;
    const [user] = Object.keys(mesh.users[keyOf(from, to, child.name)] ?? {});
    if (user !== undefined) throw refusal(inUse, `${child.metadata.arn} is needed by ${user}`);
  }
}

/** Forgets the places for what was in an unused child, and for those that named it. */
export function forgetUsers(mesh: Mesh, child: Child): void {
  for (const { kind } of belongings)
    if (kinds[kind].parent === child.kind) delete mesh.children[keyOf(kind, child.name)];
  for (const { from, to } of references)
    if (to === child.kind) delete mesh.users[keyOf(from, to, child.name)];
}

function usesOf({ kind, spec }: Child): readonly string[] {
  return references.flatMap(({ from, to, member }) =>
    from === kind ? namesIn(spec, member).map((name) => keyOf(from, to, name)) : [],
  );
}

function namesIn(spec: unknown, member: string): readonly string[] {
  return placesIn(spec).flatMap(({ path, value }) =>
    path.at(-1) === member && typeof value === 'string' ? [value] : [],
  );
}
