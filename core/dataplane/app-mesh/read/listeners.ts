import { defined } from '../../../base/properties';
import type { Written } from '../../../topology';
import type {
  ApiDiscovery,
  ApiDuration,
  ApiGatewayListener,
  ApiHealthCheck,
  ApiLogging,
  ApiNodeListener,
  ApiPool,
  ApiTimeouts,
} from './api';
import type { Note } from './objects';
import type { References } from './references';
import { listenerTlsOf } from './tls';

type Workload = Written<'workloads'>;
type Listener = Extract<NonNullable<Workload['listens']>, { protocol: unknown }>;
type GatewayListener = Extract<Written<'gateways'>['listens'], { protocol: unknown }>;

/** `2s`; absent where the API holds a duration without a value or without a unit. */
export function durationOf(duration: ApiDuration | undefined, at: string, note: Note): string | undefined {
  if (duration === undefined) return undefined;
  const { value, unit } = duration;
  if (value !== undefined && unit !== undefined) return `${value}${unit}`;
  note(at, 'a duration needs a value and a unit');
  return undefined;
}

/** The timeouts of a listener or route, as a topology writes them. */
export const timeoutOf = (timeouts: ApiTimeouts, at: string, note: Note): NonNullable<Listener['timeout']> =>
  defined({
    idle: durationOf(timeouts.idle, `${at}.idle`, note),
    perRequest: durationOf(timeouts.perRequest, `${at}.perRequest`, note),
  });

/** What an object has under the name of its listener's protocol; what is under another's does nothing. */
function ofProtocol<T>(
  byProtocol: Readonly<Partial<Record<string, T>>> | undefined,
  protocol: string,
  at: string,
  note: Note,
): T | undefined {
  for (const other of Object.keys(byProtocol ?? {}))
    if (other !== protocol) note(`${at}.${other}`, `the listener's protocol is ${protocol}`);
  return byProtocol?.[protocol];
}

/**
 * The listener of a node.
 * @param at where it is in the spec
 */
export function listenerOf(
  listener: ApiNodeListener,
  at: string,
  references: References,
  note: Note,
): Listener {
  const { portMapping, outlierDetection: detection } = listener;
  const timeout = ofProtocol(listener.timeout, portMapping.protocol, `${at}.timeout`, note);
  const interval = durationOf(detection?.interval, `${at}.outlierDetection.interval`, note);
  const base = durationOf(
    detection?.baseEjectionDuration,
    `${at}.outlierDetection.baseEjectionDuration`,
    note,
  );
  return {
    ...portMapping,
    tls: listenerTlsOf(listener.tls, at, references, note),
    ...defined({
      healthCheck: healthCheckOf(listener.healthCheck),
      timeout: timeout && timeoutOf(timeout, `${at}.timeout.${portMapping.protocol}`, note),
      outlierDetection:
        detection === undefined || interval === undefined || base === undefined
          ? undefined
          : { ...detection, interval, baseEjectionDuration: base },
      connectionPool: poolOf(listener.connectionPool, portMapping.protocol, at, note),
    }),
  };
}

/**
 * The listener of a gateway.
 * @param at where it is in the spec
 */
export function gatewayListenerOf(
  listener: ApiGatewayListener,
  at: string,
  references: References,
  note: Note,
): GatewayListener {
  const { portMapping } = listener;
  return {
    ...portMapping,
    tls: listenerTlsOf(listener.tls, at, references, note),
    ...defined({
      healthCheck: healthCheckOf(listener.healthCheck),
      connectionPool: poolOf(listener.connectionPool, portMapping.protocol, at, note),
    }),
  };
}

const healthCheckOf = <C extends ApiHealthCheck>(check: C | undefined) => check && defined({ ...check });

function poolOf(pool: ApiPool | undefined, protocol: string, at: string, note: Note) {
  const limits = ofProtocol(pool, protocol, `${at}.connectionPool`, note);
  return limits && defined({ ...limits });
}

/** The file of the access log, with its format; absent where there is none. */
export function accessLogOf(logging: ApiLogging | undefined, note: Note): Workload['accessLog'] {
  const file = logging?.accessLog?.file;
  if (file === undefined) return undefined;
  const { json, text } = file.format ?? {};
  const fields = json && Object.fromEntries(json.map(({ key, value }) => [key, value]));
  if (json !== undefined && Object.keys(fields ?? {}).length < json.length)
    note('logging.accessLog.file.format.json', 'the same key twice: the last one counts');
  return { path: file.path, ...defined({ json: fields, text: json === undefined ? text : undefined }) };
}

/** The namespace and the service of a node exist: it is not for the reader of a mesh to create them. */
export function discoveryOf(discovery: ApiDiscovery | undefined): NonNullable<Workload['discovery']> {
  const { awsCloudMap, dns } = discovery ?? {};
  if (awsCloudMap !== undefined) {
    const { namespaceName, serviceName, attributes = [], ipPreference } = awsCloudMap;
    return {
      kind: 'cloud-map',
      namespace: namespaceName,
      service: serviceName,
      existing: true,
      ...(attributes.length > 0 && {
        attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, value])),
      }),
      ...defined({ ipPreference }),
    };
  }
  return dns === undefined ? 'none' : { kind: 'dns', ...defined({ ...dns }), hostname: dns.hostname };
}
