import { defined } from '../../base/properties';
import type { Path } from '../finding';
import type { NamedMatch, Route, RouteMatch, RouteTarget, RetryPolicy, StringMatch } from '../service';
import type { ByKey } from '../topology';
import { isParameterRef } from '../value';
import type { Protocol } from '../workload';
import { refers } from './accounts';
import { sortedEntries, text, type Context, type ValidService } from './context';
import { durationOf, timeoutOf } from './listeners';
import type { Callless } from './workloads';

type ValidRoute = NonNullable<ValidService['routes']>[number];
type MatchFields = Pick<
  ValidRoute,
  | 'prefix'
  | 'path'
  | 'method'
  | 'scheme'
  | 'headers'
  | 'query'
  | 'port'
  | 'serviceName'
  | 'methodName'
  | 'metadata'
>;
type WrittenMatch = NonNullable<ValidRoute['headers']>[string];

function stringMatchOf(written: Exclude<WrittenMatch, string>): StringMatch {
  if ('exact' in written) return { kind: 'exact', value: text(written.exact) };
  if ('prefix' in written) return { kind: 'prefix', value: text(written.prefix) };
  if ('suffix' in written) return { kind: 'suffix', value: text(written.suffix) };
  if ('regex' in written) return { kind: 'regex', value: text(written.regex) };
  if ('range' in written) return { kind: 'range', start: written.range[0], end: written.range[1] };
  if ('present' in written) return { kind: 'present' };
  return { kind: 'exact', value: text(written) };
}

function namedMatches(written: Readonly<Record<string, WrittenMatch>> | undefined): readonly NamedMatch[] {
  return sortedEntries(written ?? {}).map(([name, each]) =>
    typeof each === 'string'
      ? { name, invert: false, match: { kind: 'exact', value: each } }
      : { name, invert: ('not' in each ? each.not : undefined) ?? false, match: stringMatchOf(each) },
  );
}

/** A route that states nothing about the request receives all of them. */
export function matchOf(written: MatchFields, protocol: Protocol): RouteMatch {
  const path = written.path;
  const exact = path !== undefined && (typeof path === 'string' || isParameterRef(path));
  const http = protocol === 'http' || protocol === 'http2';
  return defined({
    prefix:
      written.prefix !== undefined ? text(written.prefix) : http && path === undefined ? '/' : undefined,
    path:
      path === undefined
        ? undefined
        : exact
          ? { kind: 'exact' as const, value: text(path) }
          : { kind: 'regex' as const, value: text((path as { regex: string }).regex) },
    method: written.method && text(written.method),
    scheme: written.scheme,
    headers: namedMatches(written.headers),
    query: sortedEntries(written.query ?? {}).map(([name, value]) =>
      defined({ name, exact: value === true ? undefined : text(value) }),
    ),
    port: written.port,
    serviceName: written.serviceName && text(written.serviceName),
    methodName: written.methodName && text(written.methodName),
    metadata: namedMatches(written.metadata),
  });
}

/** Which kind of retry event a word is, for the three lists of the App Mesh API. */
const RETRY_KIND: Readonly<Record<string, 'http' | 'tcp' | 'grpc'>> = {
  'server-error': 'http',
  'gateway-error': 'http',
  'client-error': 'http',
  'stream-error': 'http',
  'connection-error': 'tcp',
  cancelled: 'grpc',
  'deadline-exceeded': 'grpc',
  internal: 'grpc',
  'resource-exhausted': 'grpc',
  unavailable: 'grpc',
};

/**
 * What may be repeated without asking the application, since the request never reached it: only a connection that
 * was never made. A gateway's 502, 503 or 504 and the gRPC status UNAVAILABLE can also come after a handler ran.
 */
const SAFE_EVENTS: Readonly<Record<Protocol, readonly string[]>> = {
  http: ['connection-error'],
  http2: ['connection-error'],
  grpc: ['connection-error'],
  tcp: [],
};

/** What a protocol has no retries of is kept: a data plane reports what it does not accept. */
function retryOf(written: ValidRoute['retry'], protocol: Protocol): RetryPolicy | undefined {
  if (written === undefined) return undefined;
  const events = written.on ?? SAFE_EVENTS[protocol];
  const ofKind = (kind: string) => events.filter((each) => RETRY_KIND[each] === kind);
  return {
    maxRetries: written.times,
    perRetryTimeout: durationOf(written.perTry),
    httpEvents: ofKind('http'),
    tcpEvents: ofKind('tcp'),
    grpcEvents: ofKind('grpc'),
  };
}

function targetsOf(
  context: Context,
  at: Path,
  written: ValidRoute['to'],
  workloads: ByKey<Callless>,
): readonly RouteTarget[] {
  const targets: readonly RouteTarget[] =
    typeof written === 'string'
      ? [{ at, workload: written, weight: 100 }]
      : Array.isArray(written)
        ? written.map((each, index) =>
            defined({
              at: [...at, index],
              workload: each.workload,
              weight: each.weight ?? 100,
              port: each.port,
            }),
          )
        : sortedEntries(written).map(([workload, weight]) => ({ at: [...at, workload], workload, weight }));
  if (targets.length === 0)
    context.report('route/targets', at, 'the route goes nowhere', 'name a workload: to: KEY');
  return targets.filter((target) => refers(context, 'workload', target.workload, workloads, target.at));
}

export function routesOf(
  context: Context,
  service: string,
  written: readonly ValidRoute[],
  workloads: ByKey<Callless>,
): readonly Route[] {
  const names = new Set<string>();
  return written.map((each, index) => {
    const at = ['services', service, 'routes', index];
    if (each.name === undefined && written.length > 1) {
      context.report(
        'route/name',
        at,
        `service "${service}" has ${written.length} routes, and this one has no name`,
        `name each route, so that adding one never renames another${index === 0 ? ` (the first was called "${service}" while it was alone)` : ''}`,
      );
    }
    const name = each.name === undefined ? service : text(each.name);
    if (names.has(name) && each.name !== undefined)
      context.report(
        'route/name',
        [...at, 'name'],
        `two routes of service "${service}" are called "${name}"`,
        'give each its own name',
      );
    names.add(name);
    const targets = targetsOf(context, [...at, 'to'], each.to, workloads);
    const first = targets
      .map((target) =>
        workloads[target.workload]?.listeners.find(
          (listener) => target.port === undefined || listener.port === target.port,
        ),
      )
      .find((listener) => listener !== undefined);
    const protocol = each.protocol ?? first?.protocol ?? 'http';
    return defined({
      at,
      name,
      protocol,
      priority: each.priority,
      match: matchOf(each, protocol),
      targets,
      retry: retryOf(each.retry, protocol),
      timeout: timeoutOf(each.timeout),
    });
  });
}
