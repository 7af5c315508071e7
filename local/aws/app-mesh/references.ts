import { refusal, type RuleId } from '../rules';
import { kinds, type Kind } from './kinds';
import { childOf, childrenOf, keyOf, type Child, type Mesh } from './state';
import { placesIn } from './validate';

/** A name in one kind's spec that refers to a resource of another kind. Names of backends are not checked. */
interface Reference {
  readonly from: Kind;
  readonly to: Kind;
  /** The member that contains the name. */
  readonly member: string;
  /** The rule that a name without a resource violates. */
  readonly missing: RuleId;
  /** The rule that the deletion of the named resource violates. */
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

/** Children that prevent the deletion of their parent. */
const belongings: readonly { readonly kind: Kind; readonly inUse: RuleId }[] = [
  { kind: 'routes', inUse: 'app-mesh/router-has-routes' },
  { kind: 'gatewayRoutes', inUse: 'app-mesh/gateway-has-routes' },
];

/** Refuses a spec that names a resource which does not exist. */
export function demandReferences(mesh: Mesh, kind: Kind, spec: unknown): void {
  for (const { from, to, member, missing } of references) {
    if (from !== kind) continue;
    for (const name of namesIn(spec, member)) {
      if (childOf(mesh, to, '', name) === undefined)
        throw refusal(missing, `${kinds[to].singular} "${name}"`);
    }
  }
}

/** Records the names in a child's spec, so that no search through all specs is needed. */
export function addUses(mesh: Mesh, child: Child): void {
  for (const key of usesOf(child)) (mesh.users[key] ??= {})[child.metadata.arn] = true;
}

/** Removes that record, before the spec changes or the child is deleted. */
export function removeUses(mesh: Mesh, child: Child): void {
  for (const key of usesOf(child)) delete mesh.users[key]?.[child.metadata.arn];
}

/** Refuses to delete a resource that others use. */
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

/** Removes the empty collections of an unused child, and of those that named it. */
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
