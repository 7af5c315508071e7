import { defined } from '../../base/properties';
import type { Account, Cluster } from '../account';
import type { Store } from '../certificate';
import type { Gateway, GatewayListener, GatewayRoute } from '../service';
import type { ByKey } from '../topology';
import { refers } from './accounts';
import { callersOf, withCallers } from './callers';
import { derivedTrust, knownService, type Known } from './calls';
import { policyOf } from './policies';
import {
  list,
  sortedEntries,
  text,
  textRecord,
  type Context,
  type ValidGateway,
  type ValidGatewayListener,
} from './context';
import { accessLogOf, dnsRecordOf, entriesOf, healthCheckOf, listenersOf } from './listeners';
import { withGatewayPorts } from './ports';
import { matchOf } from './routes';
import { gatewayRuntimeOf } from './runtime';

type ValidGatewayRoute = ValidGateway['routes'][number];

/** The listeners come first: their certificates must be known before policies are derived. */
export function gatewayListenersOf(
  context: Context,
  key: string,
  written: ValidGateway,
  authorities: Known['authorities'],
): readonly GatewayListener[] {
  const at = ['gateways', key];
  const writtenListeners = list<ValidGatewayListener>(written.listens);
  return listenersOf(context, at, key, written.listens, authorities, context.valid.certificates ?? {}).map(
    ({ at: path, port, tls, connectionPool }, index) => {
      const each = writtenListeners[index];
      return defined({
        at: path,
        port,
        protocol: each?.protocol ?? 'http',
        tls,
        healthCheck: each && healthCheckOf(context, each),
        connectionPool,
      });
    },
  );
}

export function gatewaysOf(
  context: Context,
  owner: string,
  listeners: ByKey<readonly GatewayListener[]>,
  known: Known & {
    readonly accounts: ByKey<Account>;
    readonly clusters: ByKey<Cluster>;
    readonly stores: ByKey<Store>;
  },
): ByKey<Gateway> {
  return Object.fromEntries(
    sortedEntries(context.valid.gateways ?? {}).map(([key, written]): [string, Gateway] => {
      const at = ['gateways', key];
      const account = written.account ?? owner;
      // An owner that does not exist is reported where it is named.
      if (written.account !== undefined)
        refers(context, 'account', account, known.accounts, [...at, 'account']);
      if (Object.hasOwn(known.workloads, key))
        context.report(
          'gateway/key',
          at,
          `"${key}" is a workload and a gateway`,
          'give one of them another key',
        );
      const own = listeners[key] ?? [];
      const routes = written.routes.flatMap((route, index) =>
        routeOf(context, key, route, index, written.routes.length, own, known),
      );
      return [
        key,
        defined({
          key,
          at,
          account,
          name: written.name === undefined ? key : text(written.name),
          existing: written.existing ?? false,
          tags: textRecord(written.tags),
          listeners: own,
          callDefaults: callDefaultsOf(context, key, written, known),
          accessLog: accessLogOf(context, written.accessLog),
          routes,
          runtime: gatewayRuntimeOf(context, [...at, 'runtime'], account, written.runtime, known),
          entries: withCallers(
            context,
            entriesOf(
              context,
              at,
              written.entry,
              own,
              known.accounts[account],
              context.valid.certificates ?? {},
            ),
            written.entry,
            own,
            known,
          ),
          callers: callersOf(context, [...at, 'callers'], written.callers, own, known),
          record: dnsRecordOf(
            [...at, 'record'],
            written.record,
            list(written.entry).some(({ scheme }) => scheme === 'internet-facing'),
          ),
        }),
      ];
    }),
  );
}

function callDefaultsOf(context: Context, key: string, written: ValidGateway, known: Known) {
  const at = ['gateways', key, 'callDefaults'];
  const services = written.routes.map((route) => route.service);
  const trust = () => (context.secure ? derivedTrust(context, at, services, known) : undefined);
  // A gateway has one policy for all its services, so names follow from each one's discovery.
  const derived = { trust, names: () => [] };
  if (written.callDefaults !== undefined)
    return policyOf(context, at, written.callDefaults, known.authorities, known.certificates, derived);
  const believed = trust();
  if (believed === undefined || (believed.authorities ?? []).length === 0) return undefined;
  return {
    kind: 'tls' as const,
    at: ['gateways', key],
    enforce: true,
    ports: [],
    trust: believed,
    names: [],
  };
}

function routeOf(
  context: Context,
  gateway: string,
  written: ValidGatewayRoute,
  index: number,
  count: number,
  listeners: readonly GatewayListener[],
  known: Known,
): readonly GatewayRoute[] {
  const at = ['gateways', gateway, 'routes', index];
  if (written.name === undefined && count > 1) {
    context.report(
      'route/name',
      at,
      `gateway "${gateway}" has ${count} routes, and this one has no name`,
      'name each route, so that adding one never renames another',
    );
  }
  if (!knownService(context, [...at, 'service'], written.service, known)) return [];
  const protocol = written.protocol ?? listeners[0]?.protocol ?? 'http';
  const hostname = written.hostname;
  const rewrite = written.rewrite;
  const route: GatewayRoute = defined({
    at,
    name: written.name === undefined ? gateway : text(written.name),
    protocol,
    priority: written.priority,
    match: defined({
      ...matchOf(written, protocol),
      hostname:
        hostname === undefined
          ? undefined
          : typeof hostname === 'object' && 'suffix' in hostname
            ? { kind: 'suffix' as const, value: text(hostname.suffix) }
            : { kind: 'exact' as const, value: text(hostname) },
    }),
    service: written.service,
    targetPort: written.targetPort,
    rewrite: defined({
      hostname: rewrite?.hostname,
      prefix:
        rewrite?.prefix === undefined
          ? undefined
          : typeof rewrite.prefix === 'string'
            ? { kind: 'default' as const, value: rewrite.prefix }
            : { kind: 'value' as const, value: text(rewrite.prefix.value) },
      path: rewrite?.path && text(rewrite.path),
    }),
  });
  return [context.secure ? withGatewayPorts(route, listeners, known.services, known.workloads) : route];
}
