import { byName } from '../../base/collections';
import type { Account } from '../account';
import type { Path } from '../finding';
import type { Router, Service, ServiceProvider } from '../service';
import type { ByKey } from '../topology';
import type { Text } from '../value';
import { refers } from './accounts';
import { list, sortedEntries, text, textRecord, type Context, type ValidService } from './context';
import { reportAssumedPort, withPorts } from './ports';
import { routesOf } from './routes';
import { discoveryNameOf, type Callless } from './workloads';

/** What the services refer to. */
interface Known {
  readonly workloads: ByKey<Callless>;
  readonly accounts: ByKey<Account>;
  /** Discovery names of the workloads that are not retired, in lower case: DNS knows no other. */
  readonly answering: ReadonlySet<Text>;
}

/** Declared services, and in secure mode one for each workload that listens and that no route leads to. */
export function servicesOf(
  context: Context,
  workloads: ByKey<Callless>,
  accounts: ByKey<Account>,
): ByKey<Service> {
  const written = context.valid.services ?? {};
  const known: Known = { workloads, accounts, answering: answeringNames(workloads, accounts) };
  const declared = sortedEntries(written).map(([key, each]): [string, Service] => [
    key,
    serviceOf(context, key, each, known),
  ]);
  const byKey: ByKey<Service> = Object.fromEntries(declared);
  for (const [key, each] of sortedEntries(written)) {
    if (each.sharesRouterOf === undefined) continue;
    const other = Object.hasOwn(byKey, each.sharesRouterOf) ? byKey[each.sharesRouterOf] : undefined;
    const at = ['services', key, 'sharesRouterOf'];
    if (other === undefined) reportNoRouter(context, at, key, each.sharesRouterOf, { workloads, byKey });
    else if (other.provider.kind !== 'router' && other.provider.kind !== 'unknown')
      context.report(
        'service/router',
        at,
        `service "${other.key}" has no router of its own`,
        `name a service that has routes, or write routes: [{ to: WORKLOAD }] at "${other.key}" in place of to`,
      );
  }
  const reached = new Set(declared.flatMap(([, service]) => workloadsBehind(service, () => undefined)));
  const own = context.secure
    ? Object.values(workloads).filter(
        ({ key, listeners }) => listeners.length > 0 && !reached.has(key) && !Object.hasOwn(written, key),
      )
    : [];
  const automatic = own.map((workload): [string, Service] => [
    workload.key,
    serviceOf(
      context,
      workload.key,
      { to: workload.key, existing: workload.existing, tags: workload.tags },
      known,
      workload.at,
    ),
  ]);
  return Object.fromEntries([...declared, ...automatic].toSorted(([a], [b]) => byName(a, b)));
}

/** A service whose router is to be shared is not declared; what is derived from a workload has no router. */
function reportNoRouter(
  context: Context,
  at: Path,
  key: string,
  shared: string,
  { workloads, byKey }: { readonly workloads: ByKey<Callless>; readonly byKey: ByKey<Service> },
): void {
  if (Object.hasOwn(workloads, shared))
    context.report(
      'service/router',
      at,
      `"${shared}" is a workload that is called without a router, so there is none to share`,
      `add services: { '${shared}': { routes: [{ to: '${shared}' }] } }`,
    );
  else {
    const others = Object.fromEntries(Object.entries(byKey).filter(([other]) => other !== key));
    refers(context, 'service', shared, others, at);
  }
}

const nameOf = (workload: Callless | undefined): Text | undefined =>
  workload && discoveryNameOf(workload.discovery);

const answeringNames = (workloads: ByKey<Callless>, accounts: ByKey<Account>): ReadonlySet<Text> =>
  new Set(
    Object.values(workloads)
      .filter(({ account, retired }) => !retired && accounts[account]?.retired !== true)
      .flatMap((workload) => nameOf(workload)?.toLowerCase() ?? []),
  );

/** Keys of the workloads that a service leads to; `of` finds another service whose router is shared. */
export function workloadsBehind(
  service: Service,
  of: (key: string) => Service | undefined,
): readonly string[] {
  const provider = service.provider;
  switch (provider.kind) {
    case 'workload':
      return [provider.workload];
    case 'router':
      return [
        ...new Set(provider.router.routes.flatMap((route) => route.targets.map((target) => target.workload))),
      ];
    case 'router-of': {
      const other = of(provider.service);
      return other === undefined || other.provider.kind === 'router-of' ? [] : workloadsBehind(other, of);
    }
    case 'none':
    case 'unknown':
      return [];
  }
}

/** Whether it is unknown what is behind a service; `of` finds another whose router is shared. */
export function isUndescribed(service: Service, of: (key: string) => Service | undefined): boolean {
  const { provider } = service;
  const behind = provider.kind === 'router-of' ? of(provider.service)?.provider : provider;
  return behind?.kind === 'unknown';
}

function serviceOf(
  context: Context,
  key: string,
  written: ValidService,
  { workloads, accounts, answering }: Known,
  place?: Path,
): Service {
  const at = place ?? ['services', key];
  const given = [
    written.to !== undefined && 'to',
    written.routes !== undefined && 'routes',
    written.sharesRouterOf !== undefined && 'sharesRouterOf',
  ].filter((each) => each !== false);
  if (given.length > 1)
    context.report('service/provider', at, `service "${key}" has ${given.join(' and ')}`, 'keep one of them');

  const routes = routesOf(context, key, written.routes ?? [], workloads);
  const direct = written.to ?? (given.length === 0 && Object.hasOwn(workloads, key) ? key : undefined);
  if (direct !== undefined && direct !== 'none')
    refers(context, 'workload', direct, workloads, [...at, 'to']);
  // What exists may be named without what is behind it: then nothing is known of that.
  if (direct === undefined && given.length === 0 && written.existing !== true) {
    context.report(
      'service/provider',
      at,
      `service "${key}" leads nowhere`,
      'add to: WORKLOAD or routes (or to: none)',
    );
  }
  const account = accountOf(context, key, written, workloads) ?? Object.keys(accounts)[0] ?? '';
  if (written.account !== undefined) refers(context, 'account', account, accounts, [...at, 'account']);

  const namesake = Object.hasOwn(workloads, key) ? workloads[key] : undefined;
  const found = nameOf(namesake);
  const name: Text =
    written.name !== undefined
      ? text(written.name)
      : (found ?? `${key}.${accounts[account]?.namespace ?? ''}`);
  const provider = providerOf(context, key, written, at, routes, direct, account, workloads);
  // A service goes with the only workload behind it, so that one's name is enough while both are there.
  const only = provider.kind === 'workload' && Object.hasOwn(workloads, provider.workload);
  const ownName = only ? nameOf(workloads[provider.workload]) : undefined;
  const isAnswered = answering.has(name.toLowerCase()) || ownName?.toLowerCase() === name.toLowerCase();
  return {
    key,
    at,
    name,
    account,
    provider,
    existing: written.existing ?? false,
    tags: textRecord(written.tags),
    resolvesByDiscovery:
      isAnswered || written.existing === true || resolves(context, at, key, name, account, accounts),
  };
}

/** The account of a service: as written, that of its namesake, of the router that it shares, or of the first workload behind it. */
function accountOf(
  context: Context,
  key: string,
  written: ValidService,
  workloads: ByKey<Callless>,
  seen: ReadonlySet<string> = new Set(),
): string | undefined {
  const namesake = Object.hasOwn(workloads, key) ? workloads[key] : undefined;
  if (written.account !== undefined || namesake !== undefined) return written.account ?? namesake?.account;
  const shared = written.sharesRouterOf;
  const services = context.valid.services ?? {};
  const other = shared !== undefined && Object.hasOwn(services, shared) ? services[shared] : undefined;
  if (shared !== undefined && other !== undefined && !seen.has(shared)) {
    return accountOf(context, shared, other, workloads, new Set([...seen, key]));
  }
  const behind = [written.to, ...(written.routes ?? []).flatMap(({ to }) => firstOf(to))];
  const first = behind.find((each) => each !== undefined && Object.hasOwn(workloads, each));
  return (first === undefined ? undefined : workloads[first]?.account) ?? context.valid.owner;
}

/** The workload that a route's `to` names first. */
function firstOf(to: NonNullable<ValidService['routes']>[number]['to']): string | undefined {
  if (typeof to === 'string') return to;
  return Array.isArray(to) ? to[0]?.workload : Object.keys(to).toSorted()[0];
}

function providerOf(
  context: Context,
  key: string,
  written: ValidService,
  at: Path,
  routes: Router['routes'],
  direct: string | undefined,
  account: string,
  workloads: ByKey<Callless>,
): ServiceProvider {
  if (written.sharesRouterOf !== undefined) return { kind: 'router-of', service: written.sharesRouterOf };
  const name = written.routerName === undefined ? key : text(written.routerName);
  const listenersOf = (targets: readonly string[]) => {
    if (written.routerListens !== undefined) return list(written.routerListens) as Router['listeners'];
    const first = targets
      .map((target) => workloads[target])
      .find((workload) => (workload?.listeners.length ?? 0) > 0);
    return (first?.listeners ?? []).map(({ port, protocol }) => ({ port, protocol }));
  };
  const routerOf = (all: Router['routes']): Router => {
    const listeners = listenersOf(all.flatMap((route) => route.targets.map((target) => target.workload)));
    return { name, at, listeners, routes: context.secure ? withPorts(all, listeners, workloads) : all };
  };
  if (written.routes !== undefined) {
    const router = routerOf(routes);
    if (written.routerListens === undefined) reportAssumedPort(context, at, key, router, workloads);
    return { kind: 'router', router };
  }
  if (direct === undefined && written.existing === true) return { kind: 'unknown' };
  if (direct === undefined || direct === 'none') return { kind: 'none' };
  const workload = Object.hasOwn(workloads, direct) ? workloads[direct] : undefined;
  if (!context.secure || workload === undefined || workload.account === account)
    return { kind: 'workload', workload: direct };
  // A workload of another account is reached through a router of the service's own account: then only the
  // route has to wait for that account, not the name.
  return { kind: 'router', router: routerOf(routesOf(context, key, [{ to: direct }], workloads)) };
}

/** A name that no workload answers to is in a namespace that meshspan creates, or is the user's own. */
function resolves(
  context: Context,
  at: Path,
  key: string,
  name: Text,
  account: string,
  accounts: ByKey<Account>,
): boolean {
  const owner = accounts[account];
  if (owner === undefined) return true;
  const isInside = name.toLowerCase().endsWith(`.${owner.namespace.toLowerCase()}`);
  const label = isInside ? name.slice(0, -owner.namespace.length - 1) : undefined;
  if (label !== undefined && label.length > 0 && !label.includes('.')) return false;
  if (context.secure && owner.network.kind !== 'none') {
    context.report(
      'service/name',
      at,
      `the name "${name}" of service "${key}" is outside ${owner.namespace}, the zone that meshspan creates`,
      `make it resolve in every caller's network, or name it <label>.${owner.namespace}`,
    );
  }
  return true;
}
