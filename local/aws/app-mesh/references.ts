import { refusal, type RuleId } from '../rules';
import { kinds, type Kind } from './kinds';
import { keyOf, type Child, type Mesh } from './state';
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
      if (mesh.children[keyOf(to, '', name)] === undefined)
        throw refusal(missing, `${kinds[to].singular} "${name}"`);
    }
  }
}

/** Refuses to delete what others need. */
export function demandUnused(mesh: Mesh, child: Child): void {
  const children = Object.values(mesh.children);
  for (const { kind, inUse } of belongings) {
    if (kinds[kind].parent !== child.kind) continue;
    const route = children.find((other) => other.kind === kind && other.parent === child.name);
    if (route !== undefined) throw refusal(inUse, `${child.metadata.arn} has ${route.metadata.arn}`);
  }
  for (const { from, to, member, inUse } of references) {
    if (to !== child.kind) continue;
    const user = children.find(
      (other) => other.kind === from && namesIn(other.spec, member).includes(child.name),
    );
    if (user !== undefined) throw refusal(inUse, `${child.metadata.arn} is needed by ${user.metadata.arn}`);
  }
}

function namesIn(spec: unknown, member: string): readonly string[] {
  return placesIn(spec).flatMap(({ path, value }) =>
    path.at(-1) === member && typeof value === 'string' ? [value] : [],
  );
}
