import { fieldOf, isRecord } from '../../base/json';
import { quotedList } from '../../base/text';
import type { Change, Resource } from '../../planner/change';

const ROUTER = 'aws_appmesh_virtual_router';
const ROUTE = 'aws_appmesh_route';

/** Terraform's JSON writes a block as an object or as a list of them. */
const blocksIn = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

const specOf = ({ attributes }: Resource): unknown => blocksIn(fieldOf(attributes, 'spec'))[0];
const textIn = ({ attributes }: Resource, name: string): string => {
  const value = fieldOf(attributes, name);
  return typeof value === 'string' ? value : '';
};
const listens = (router: Resource | undefined): number =>
  router === undefined ? 0 : blocksIn(fieldOf(specOf(router), 'listener')).length;

/** Whether a route, of whatever protocol, matches a port; 0 is how the provider notes that it does not. */
function matchesPort(route: Resource): boolean {
  const spec = specOf(route);
  const rules = isRecord(spec) ? Object.values(spec).flatMap(blocksIn) : [];
  return rules
    .flatMap((rule) => blocksIn(fieldOf(rule, 'match')))
    .some((match) => Number(fieldOf(match, 'port') ?? 0) > 0);
}

/**
 * A second port of a router while a deployed route of it matches none: AWS refuses it
 * (aws-app-mesh-controller-for-k8s#715), and Terraform changes a router before its routes. Routes that meshspan wrote
 * match a port from the beginning; those of an earlier version may not.
 */
export function secondPortsIn({ stack, before, after }: Change): readonly string[] {
  const wanted = after.filter((each) => each.type === ROUTER && listens(each) > 1);
  if (wanted.length === 0) return [];
  const standing = new Map(before.filter(({ type }) => type === ROUTER).map((each) => [each.name, each]));
  const portless = before.filter((each) => each.type === ROUTE && !matchesPort(each));
  return wanted.flatMap((router) => {
    const now = standing.get(router.name);
    if (now === undefined || listens(now) > 1) return [];
    const name = textIn(now, 'name');
    const routes = portless
      .filter((route) => textIn(route, 'virtual_router_name') === name)
      .map((route) => textIn(route, 'name'));
    if (routes.length === 0) return [];
    const [which, they] =
      routes.length === 1
        ? [`route ${quotedList(routes)} matches`, 'it matches']
        : [`routes ${quotedList(routes, ' and ')} match`, 'they match'];
    return [
      `router "${name}" of stack "${stack}" gets a second port, which AWS refuses while its deployed ${which} no port; deploy the topology once without the second port, so that ${they} the existing one, and then with it`,
    ];
  });
}
