import { defined } from '../../base/properties';
import type { Path } from '../finding';
import { isParameterRef, openText, type ParameterRef } from '../value';
import type {
  AccessLog,
  DnsRecord,
  Duration,
  Entry,
  HealthCheck,
  Listener,
  ListenerTls,
  Protocol,
  Timeout,
} from '../workload';
import type { Account } from '../account';
import type { Authority } from '../certificate';
import type { ByKey } from '../topology';
import { checkBlock, refers } from './accounts';
import { trustOf } from './policies';
import {
  list,
  sortedEntries,
  text,
  textRecord,
  texts,
  type Context,
  type ValidEntry,
  type ValidGatewayListener,
  type ValidListener,
  type ValidWorkload,
} from './context';

type WrittenDuration = string | { value: number | ParameterRef; unit: 'ms' | 's' };

export function durationOf(written: WrittenDuration): Duration {
  if (typeof written !== 'string') return written;
  const match = /^(\d+)(ms|s)$/.exec(written);
  return { value: Number(match?.[1] ?? 0), unit: match?.[2] === 's' ? 's' : 'ms' };
}

export function timeoutOf(
  written: { idle?: WrittenDuration | undefined; perRequest?: WrittenDuration | undefined } | undefined,
): Timeout | undefined {
  const optional = (each: WrittenDuration | undefined) => (each === undefined ? undefined : durationOf(each));
  return written && defined({ idle: optional(written.idle), perRequest: optional(written.perRequest) });
}

/** Reports two listeners on one port. */
export function listenersOf(
  context: Context,
  at: Path,
  party: string,
  written: ValidWorkload['listens'],
  authorities: ByKey<Authority>,
  certificates: ByKey<unknown>,
): readonly Listener[] {
  const paths = Array.isArray(written)
    ? written.map((_, index) => [...at, 'listens', index])
    : [[...at, 'listens']];
  const listeners = list<ValidListener>(written).map((each, index): Listener => {
    const path = paths[index] ?? at;
    return defined({
      at: path,
      port: each.port,
      protocol: each.protocol,
      tls: tlsOf(context, path, party, each.tls, authorities, certificates),
      healthCheck: healthCheckOf(context, each),
      timeout: timeoutOf(each.timeout),
      outlierDetection: each.outlierDetection && {
        ...each.outlierDetection,
        interval: durationOf(each.outlierDetection.interval),
        baseEjectionDuration: durationOf(each.outlierDetection.baseEjectionDuration),
      },
      connectionPool: each.connectionPool && defined(each.connectionPool),
    });
  });
  const ports = new Set<unknown>();
  for (const { port, at: path } of listeners) {
    if (typeof port === 'number' && ports.has(port))
      context.report(
        'listener/same-port',
        path,
        `two listeners of "${party}" are on port ${port}`,
        'give each its own port',
      );
    ports.add(port);
  }
  return listeners;
}

/** In secure mode a listener that says nothing has TLS by the mesh, with the certificate named like its party. */
function tlsOf(
  context: Context,
  at: Path,
  party: string,
  written: ValidListener['tls'],
  authorities: ByKey<Authority>,
  certificates: ByKey<unknown>,
): ListenerTls {
  if (written === 'none' || written === 'application') return { kind: written };
  if (written === undefined && !context.secure) return { kind: 'none' };
  const certificate = written?.certificate ?? party;
  if (written?.certificate !== undefined)
    refers(context, 'certificate', certificate, certificates, [...at, 'tls', 'certificate']);
  if (
    written !== undefined &&
    written.certificate === undefined &&
    !context.secure &&
    !Object.hasOwn(certificates, party)
  ) {
    context.report(
      'listener/certificate',
      [...at, 'tls'],
      'the listener has TLS and no certificate',
      'add certificate: KEY',
    );
  }
  const clients = written?.clients;
  const asked = clients === 'none' ? undefined : clients;
  return defined({
    kind: 'mesh' as const,
    mode: written?.mode ?? 'STRICT',
    certificate,
    validation: asked && {
      trust: trustOf(context, [...at, 'tls', 'clients', 'trust'], asked.trust, authorities),
      names: texts(asked.names),
    },
    clients: clients === 'none' ? clients : undefined,
  });
}

export function healthCheckOf(
  context: Context,
  listener: ValidListener | ValidGatewayListener,
): HealthCheck | undefined {
  const written = listener.healthCheck;
  if (written === false || (written === undefined && !context.secure)) return undefined;
  const protocol: Protocol = written?.protocol ?? listener.protocol;
  const http = protocol === 'http' || protocol === 'http2';
  return defined({
    protocol,
    path: written?.path === undefined ? (http ? '/' : undefined) : text(written.path),
    port: written?.port ?? listener.port,
    healthyThreshold: written?.healthyThreshold ?? 3,
    unhealthyThreshold: written?.unhealthyThreshold ?? 2,
    intervalMillis: written?.intervalMillis ?? 10_000,
    timeoutMillis: written?.timeoutMillis ?? 5_000,
  });
}

export function accessLogOf(context: Context, written: ValidWorkload['accessLog']): AccessLog | undefined {
  if (written === undefined) return context.secure ? { path: '/dev/stdout' } : undefined;
  const format =
    written.json !== undefined
      ? {
          kind: 'json' as const,
          fields: sortedEntries(textRecord(written.json)).map(([key, value]) => ({ key, value })),
        }
      : written.text !== undefined
        ? { kind: 'text' as const, text: text(written.text) }
        : undefined;
  return defined({ path: text(written.path), format });
}

/** Whether a load balancer can open TLS to the listener; an open mode is taken for the default, STRICT. */
const speaksTls = (tls: ListenerTls) =>
  tls.kind === 'application' || (tls.kind === 'mesh' && tls.mode !== 'DISABLED');

/**
 * How the load balancer connects where it is not stated. It has no certificate to present to a listener that asks for one,
 * and where it only passes connections on it opens TLS only as the other side of its own.
 */
function insideOf(written: ValidEntry, behind: EntryListener | undefined): Entry['inside'] {
  if (written.inside !== undefined) return written.inside;
  if (behind === undefined || !speaksTls(behind.tls)) return 'plain';
  const { protocol, tls } = behind;
  const asks = tls.kind === 'mesh' && tls.validation !== undefined;
  return (asks || protocol === 'tcp') && written.tls === undefined ? 'passed' : 'encrypted';
}

/** What may be behind an entry. */
type EntryListener = Pick<Listener, 'port' | 'protocol' | 'tls'>;

/** Two ports are the same when they are equal or wait for the same parameter. */
const samePort = (a: Listener['port'], b: Listener['port']) => portText(a) === portText(b);
const portText = (port: Listener['port']) => String(isParameterRef(port) ? openText(port.parameter) : port);

/**
 * A record of Route 53. Where nothing is written, its zone answers in a VPC alone, but for a load balancer that faces the
 * internet: nobody there would find it.
 */
export const dnsRecordOf = (
  at: Path,
  written: ValidEntry['record'],
  isPublic: boolean,
): DnsRecord | undefined =>
  written &&
  defined({
    at,
    name: text(written.name),
    zone: written.zone && text(written.zone),
    private: written.private ?? !isPublic,
  });

/** Nothing is exposed by default: an entry is internal, and open only to the account's own network. */
export function entriesOf(
  context: Context,
  at: Path,
  written: ValidWorkload['entry'],
  listeners: readonly EntryListener[],
  account: Account | undefined,
  certificates: ByKey<unknown>,
): readonly Entry[] {
  const entries = list<ValidEntry>(written);
  return entries.map((each, index) => {
    const path = Array.isArray(written) ? [...at, 'entry', index] : [...at, 'entry'];
    if (each.tls !== undefined)
      refers(context, 'certificate', each.tls.certificate, certificates, [...path, 'tls', 'certificate']);
    const port = each.listener ?? (listeners.length === 1 ? listeners[0]?.port : undefined);
    const behind = listeners.find((listener) => port !== undefined && samePort(listener.port, port));
    if (port === undefined) {
      const known = listeners.map((listener) => portText(listener.port)).join(', ');
      context.report(
        'entry/listener',
        path,
        'the entry does not say which listener is behind it',
        known === ''
          ? 'add a listener: listens: { port: 80, protocol: http }'
          : `add listener: one of ${known}`,
      );
    }
    if (each.inside === 'passed' && each.tls !== undefined)
      context.report(
        'entry/passed',
        [...path, 'inside'],
        'the load balancer terminates TLS with its own certificate, so it cannot pass the bytes of the callers',
        "drop tls, or write inside: 'encrypted'",
      );
    const scheme = each.scheme ?? 'internal';
    if (scheme === 'internet-facing' && each.sources === undefined) {
      context.report(
        'entry/sources',
        path,
        'an internet-facing entry must say who may connect',
        'add sources: ["203.0.113.0/24"], or ["0.0.0.0/0"] for everybody',
      );
    }
    if (each.redirectFrom !== undefined && each.tls === undefined)
      context.report(
        'entry/redirect',
        [...path, 'redirectFrom'],
        'a redirect leads to HTTPS, and the entry has no TLS',
        'add tls: { certificate: KEY }, or drop redirectFrom',
      );
    const sources = texts(each.sources);
    sources.forEach((cidr, position) => checkBlock(context, [...path, 'sources', position], cidr));
    const network = account?.network;
    const own =
      network?.kind === 'create' ? [network.cidr] : network?.kind === 'existing' ? network.cidrs : [];
    return {
      at: path,
      kind: 'load-balancer' as const,
      port: each.port,
      outside:
        each.tls === undefined
          ? ({ kind: 'plain' } as const)
          : { kind: 'tls' as const, certificate: each.tls.certificate },
      inside: insideOf(each, behind),
      listener: port ?? each.port,
      scheme,
      sources: each.sources === undefined ? own : sources,
      deletionProtection: each.deletionProtection ?? context.valid.removalProtection ?? true,
      ...defined({
        redirectFrom: each.redirectFrom,
        record: dnsRecordOf([...path, 'record'], each.record, scheme === 'internet-facing'),
        accessLogs:
          each.accessLogs &&
          defined({
            bucket: text(each.accessLogs.bucket),
            prefix: each.accessLogs.prefix && text(each.accessLogs.prefix),
          }),
      }),
    };
  });
}
