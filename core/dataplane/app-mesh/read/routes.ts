import { defined } from '../../../base/properties';
import { RETRY_EVENTS, type Written } from '../../../topology';
import type { ApiGatewayRoute, ApiGatewayRule, ApiRetry, ApiRoute } from './api';
import type { DecodedOf } from './decode';
import { durationOf, timeoutOf } from './listeners';
import { matchOf } from './matches';
import type { Note } from './objects';

type Route = NonNullable<Written<'services'>['routes']>[number];
type GatewayRoute = Written<'gateways'>['routes'][number];
type RetryEvent = (typeof RETRY_EVENTS)[number];

/** A member of a spec for each protocol. */
const PROTOCOLS = [
  ['httpRoute', 'http'],
  ['http2Route', 'http2'],
  ['grpcRoute', 'grpc'],
  ['tcpRoute', 'tcp'],
] as const;

/** The rule of a route: the first that the spec has, since the API takes one alone. */
function ruleOf<S extends ApiRoute | ApiGatewayRoute>(spec: S, note: Note) {
  const given = PROTOCOLS.flatMap(([member, protocol]) => {
    const rule: S[keyof S] | undefined = spec[member as keyof S];
    return rule === undefined ? [] : [{ member, protocol, rule }];
  });
  for (const { member } of given.slice(1)) note(member, 'a route has one protocol');
  return given[0];
}

/**
 * A route of a router; absent where nothing of the mesh is behind it.
 * @param nodes keys of workloads, by the names of their nodes
 */
export function routeOf(
  { name, spec, note }: DecodedOf<'routes'>,
  nodes: ReadonlyMap<string, string>,
): Route | undefined {
  const found = ruleOf(spec, note);
  if (found === undefined) {
    note('', 'it has no protocol');
    return undefined;
  }
  const { member, protocol } = found;
  const rule = spec[member];
  if (rule === undefined) return undefined;
  const to = rule.action.weightedTargets.flatMap(({ virtualNode, weight, port }, index) => {
    const workload = nodes.get(virtualNode);
    if (workload !== undefined) return [{ workload, weight, ...defined({ port }) }];
    note(`${member}.action.weightedTargets[${index}]`, `the mesh has no virtual node "${virtualNode}"`);
    return [];
  });
  if (to.length === 0) {
    note('', 'nothing is behind it');
    return undefined;
  }
  return {
    name,
    protocol,
    ...matchOf(rule.match ?? {}, `${member}.match`, note),
    to,
    ...defined({
      priority: spec.priority,
      retry: rule.retryPolicy && retryOf(rule.retryPolicy, `${member}.retryPolicy`, note),
      timeout: rule.timeout && timeoutOf(rule.timeout, `${member}.timeout`, note),
    }),
  };
}

function retryOf(policy: ApiRetry, at: string, note: Note): Route['retry'] {
  const perTry = durationOf(policy.perRetryTimeout, `${at}.perRetryTimeout`, note);
  if (perTry === undefined) return undefined;
  const { httpRetryEvents = [], tcpRetryEvents = [], grpcRetryEvents = [] } = policy;
  const on = [...httpRetryEvents, ...tcpRetryEvents, ...grpcRetryEvents].filter(
    (event): event is RetryEvent => {
      const isKnown = RETRY_EVENTS.some((known) => known === event);
      if (!isKnown) note(at, `"${event}" is no event of App Mesh`);
      return isKnown;
    },
  );
  return { times: policy.maxRetries, perTry, on };
}

/**
 * A route of a gateway; absent where its service is not in the mesh.
 * @param services keys of services, by their names
 */
export function gatewayRouteOf(
  { name, spec, note }: DecodedOf<'gatewayRoutes'>,
  services: ReadonlyMap<string, string>,
): GatewayRoute | undefined {
  const found = ruleOf(spec, note);
  if (found === undefined || found.member === 'tcpRoute') {
    note('', 'it has no protocol');
    return undefined;
  }
  const { member, protocol } = found;
  const rule = spec[member];
  if (rule === undefined || protocol === 'tcp') return undefined;
  const { target, rewrite } = rule.action;
  const service = services.get(target.virtualService.virtualServiceName);
  if (service === undefined) {
    note(
      `${member}.action.target`,
      `the mesh has no virtual service "${target.virtualService.virtualServiceName}"`,
    );
    return undefined;
  }
  const { hostname } = rule.match;
  return {
    name,
    protocol,
    ...matchOf(rule.match, `${member}.match`, note),
    service,
    ...defined({
      priority: spec.priority,
      hostname: hostname?.exact ?? (hostname?.suffix === undefined ? undefined : { suffix: hostname.suffix }),
      targetPort: target.port,
      rewrite: rewriteOf(rewrite),
    }),
  };
}

function rewriteOf(rewrite: ApiGatewayRule['action']['rewrite']): GatewayRoute['rewrite'] {
  if (rewrite === undefined) return undefined;
  const { hostname, path, prefix } = rewrite;
  return defined({
    hostname: hostname?.defaultTargetHostname,
    path: path?.exact,
    prefix: prefix?.value === undefined ? prefix?.defaultPrefix : { value: prefix.value },
  });
}
