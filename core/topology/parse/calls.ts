import { defined } from '../../base/properties';
import { quotedList } from '../../base/text';
import type { Authority, Certificate, ClientPolicy, Trust } from '../certificate';
import type { Path } from '../finding';
import type { Service } from '../service';
import type { ByKey } from '../topology';
import type { Text } from '../value';
import type { Call, Workload } from '../workload';
import { rootOf, trustInAll } from '../roots';
import { trustedFor, trustedSignersOf } from '../rotation';
import { policyOf, type Derived } from './policies';
import { sortedEntries, type Context, type ValidWorkload } from './context';
import { defaultAuthority } from './authorities';
import { isUndescribed, workloadsBehind } from './services';
import { discoveryNameOf, type Callless } from './workloads';

export interface Known {
  readonly workloads: ByKey<Callless>;
  readonly services: ByKey<Service>;
  readonly certificates: ByKey<Certificate>;
  readonly authorities: ByKey<Authority>;
  /** By the key of a workload, the first service that leads to it. */
  readonly reachedBy: ReadonlyMap<string, Service>;
}

/** By the key of a workload, the first service that leads to it. */
export function reachedBy(services: ByKey<Service>): ReadonlyMap<string, Service> {
  const first = new Map<string, Service>();
  for (const service of Object.values(services)) {
    for (const workload of workloadsBehind(service, (key) => services[key])) {
      if (!first.has(workload)) first.set(workload, service);
    }
  }
  return first;
}

export function withCalls(context: Context, known: Known): ByKey<Workload> {
  return Object.fromEntries(
    sortedEntries(context.valid.workloads ?? {}).map(([key, written]): [string, Workload] => {
      const base = known.workloads[key];
      if (base === undefined) throw new Error(`workload "${key}" was not completed`);
      return [
        key,
        defined({
          ...base,
          calls: callsOf(context, key, written, known),
          callDefaults: callDefaultsOf(context, [...base.at, 'callDefaults'], written, known),
        }),
      ];
    }),
  );
}

function callDefaultsOf(
  context: Context,
  at: Path,
  written: ValidWorkload,
  known: Known,
): ClientPolicy | undefined {
  if (written.callDefaults === undefined) return undefined;
  const services = (written.calls ?? []).map((call) => (typeof call === 'string' ? call : call.service));
  return policyOf(context, at, written.callDefaults, known.authorities, known.certificates, {
    trust: () => (context.secure ? derivedTrust(context, at, services, known) : undefined),
    // One list of names cannot apply to several services: their discovery names are expected instead.
    names: () => [],
  });
}

function callsOf(context: Context, caller: string, written: ValidWorkload, known: Known): readonly Call[] {
  const seen = new Set<string>();
  return (written.calls ?? []).flatMap((each, index) => {
    const at = ['workloads', caller, 'calls', index];
    const { service, policy } = typeof each === 'string' ? { service: each, policy: undefined } : each;
    if (!knownService(context, at, service, known)) return [];
    if (seen.has(service)) {
      context.report('call/twice', at, `"${caller}" calls "${service}" twice`, 'drop one of the calls');
      return [];
    }
    seen.add(service);
    return [defined({ at, service, policy: callPolicyOf(context, at, service, policy, written, known) })];
  });
}

export function knownService(
  context: Context,
  at: Path,
  service: string,
  known: Pick<Known, 'services' | 'workloads' | 'reachedBy'>,
): boolean {
  if (Object.hasOwn(known.services, service)) return true;
  const through = known.reachedBy.get(service);
  context.report(
    'call/unknown-service',
    at,
    `there is no service "${service}"`,
    through !== undefined
      ? `workload "${service}" is reached through service "${through.key}"; call that`
      : Object.hasOwn(known.workloads, service)
        ? (known.workloads[service]?.listeners.length ?? 0) > 0
          ? `with defaults: api no service is derived; add services: { ${service}: { to: ${service} } }`
          : `workload "${service}" listens on no port; give it listens: { port: 80, protocol: http } with its own port, or drop the call`
        : (context.suggestion(service, Object.keys(known.services)) ??
          'add it to workloads or services, or drop the call'),
  );
  return false;
}

function callPolicyOf(
  context: Context,
  at: Path,
  service: string,
  written: Exclude<NonNullable<ValidWorkload['calls']>[number], string>['policy'],
  caller: ValidWorkload,
  known: Known,
): ClientPolicy | undefined {
  const derived: Derived = {
    trust: () => (context.secure ? derivedTrust(context, at, [service], known) : undefined),
    names: () => (context.secure ? discoveryNames([service], known) : []),
  };
  if (written !== undefined)
    return policyOf(context, [...at, 'policy'], written, known.authorities, known.certificates, derived);
  if (!context.secure || caller.callDefaults !== undefined) return undefined;
  // What is not described must use TLS: a call that finds none fails, and is never sent in plaintext.
  if (!meshTls([service], known) && undescribedAmong([service], known) === undefined)
    return { kind: 'none', at };
  const trust = derived.trust();
  return trust && { kind: 'tls', at, enforce: true, ports: [], trust, names: derived.names() };
}

/** Whether any listener behind the services has TLS by the mesh. */
const meshTls = (services: readonly string[], known: Known) =>
  serversOf(services, known).some(({ listeners }) => listeners.some(({ tls }) => tls.kind === 'mesh'));

/** The first service that it is unknown what is behind. */
const undescribedAmong = (services: readonly string[], known: Pick<Known, 'services'>): string | undefined =>
  services.find((key) => {
    const service = known.services[key];
    return service !== undefined && isUndescribed(service, (other) => known.services[other]);
  });

function serversOf(services: readonly string[], known: Known): readonly Callless[] {
  const keys = services.flatMap((key) => {
    const service = known.services[key];
    return service === undefined ? [] : workloadsBehind(service, (other) => known.services[other]);
  });
  return [...new Set(keys)].flatMap((key) => known.workloads[key] ?? []);
}

/** The names under which callers find the servers, and that their certificates carry. */
const discoveryNames = (services: readonly string[], known: Known): readonly Text[] =>
  [
    ...new Set(serversOf(services, known).flatMap(({ discovery }) => discoveryNameOf(discovery) ?? [])),
  ].toSorted();

/** What a careful caller trusts: the roots of what the servers present. Reports when these are unknown. */
export function derivedTrust(
  context: Context,
  at: Path,
  services: readonly string[],
  known: Known,
): Trust | undefined {
  const servers = serversOf(services, known);
  const presented = servers.flatMap(({ listeners }) =>
    listeners.flatMap(({ tls }) => (tls.kind === 'mesh' ? [tls.certificate] : [])),
  );
  const issuers = new Set<string>();
  for (const key of new Set(presented)) {
    const certificate = known.certificates[key];
    // No proxy can present it, which is an error of its own.
    if (certificate?.kind === 'public') continue;
    if (certificate?.facts.issuer === undefined) {
      context.report(
        'call/trust-unknown',
        at,
        `the issuer of certificate "${key}" is not stated, so no trust can be derived for the call`,
        `add facts: { issuer: AUTHORITY } to certificates.${key}, or a policy with trust to the call`,
      );
      return undefined;
    }
    for (const signer of trustedSignersOf(context.rotation, certificate))
      issuers.add(rootOf(signer, known.authorities));
  }
  const undescribed = undescribedAmong(services, known);
  if (undescribed !== undefined) {
    const issuer = defaultAuthority(known.authorities, context.rotation);
    if (issuer === undefined) {
      context.report(
        'call/trust-unknown',
        at,
        `the issuer of what service "${undescribed}" presents is not stated, so no trust can be derived for the call`,
        'add a policy with trust to the call, such as { kind: file, chain: PATH }, or the authority to the topology',
      );
      return undefined;
    }
    for (const signer of trustedFor(context.rotation, issuer)) issuers.add(rootOf(signer, known.authorities));
  }
  const authorities = [...issuers].filter((key) => Object.hasOwn(known.authorities, key)).toSorted();
  const trust = trustInAll(authorities, known.authorities);
  if (trust === undefined) {
    context.report(
      'call/trust-unknown',
      at,
      `the servers' certificates are signed by ${quotedList(authorities, ' and ')}, which one trust can't name together`,
      `write trust: { kind: file, chain: PATH, authorities: [${authorities.join(', ')}] } in the policy, with a file that holds all of them`,
    );
  }
  return trust;
}
