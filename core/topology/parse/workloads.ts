import { byName } from '../../base/collections';
import { defined } from '../../base/properties';
import { firstOf } from '../../base/text';
import type { Account, Cluster } from '../account';
import { DEFAULT_TTL } from '../discovery-services';
import type { Authority, Certificate, Store } from '../certificate';
import { signerOf } from '../rotation';
import type { ByKey } from '../topology';
import type { Tags, Text } from '../value';
import type { Discovery, Workload } from '../workload';
import { refers } from './accounts';
import { defaultAuthority } from './authorities';
import { certificateOf, issued, noAuthority } from './certificates';
import { list, sortedEntries, text, textRecord, type Context, type ValidWorkload } from './context';
import { accessLogOf, entriesOf, listenersOf } from './listeners';
import { runtimeOf } from './runtime';

/** A workload before its calls are known: those need every service. */
export type Callless = Omit<Workload, 'calls' | 'callDefaults'>;

/** The name that a caller looks up and that a certificate must carry (TLS user guide, "Certificate requirements"). */
export function discoveryNameOf(discovery: Discovery): Text | undefined {
  switch (discovery.kind) {
    case 'cloud-map':
      return `${discovery.service}.${discovery.namespace}`;
    case 'dns':
      return discovery.hostname;
    case 'none':
      return undefined;
  }
}

export function workloadsOf(
  context: Context,
  has: {
    readonly accounts: ByKey<Account>;
    readonly authorities: ByKey<Authority>;
    readonly clusters: ByKey<Cluster>;
    readonly stores: ByKey<Store>;
  },
): ByKey<Callless> {
  const certificates = context.valid.certificates ?? {};
  return Object.fromEntries(
    sortedEntries(context.valid.workloads ?? {}).map(([key, written]) => {
      const at = ['workloads', key];
      refers(context, 'account', written.account, has.accounts, [...at, 'account']);
      const account = Object.hasOwn(has.accounts, written.account)
        ? has.accounts[written.account]
        : undefined;
      const listeners = listenersOf(context, at, key, written.listens, has.authorities, certificates);
      const workload: Callless = defined({
        key,
        at,
        name: written.name === undefined ? key : text(written.name),
        account: written.account,
        retired: written.retired ?? false,
        existing: written.existing ?? false,
        tags: textRecord(written.tags),
        listeners,
        discovery: discoveryOf(context, key, written, account),
        accessLog: accessLogOf(context, written.accessLog),
        interception: written.interception ?? account?.interception ?? ('none' as const),
        runtime: runtimeOf(context, [...at, 'runtime'], written.account, written.runtime, has),
        entries: entriesOf(context, at, written.entry, listeners, account, certificates),
      });
      return [key, workload];
    }),
  );
}

function discoveryOf(
  context: Context,
  key: string,
  written: ValidWorkload,
  account: Account | undefined,
): Discovery {
  const at = ['workloads', key, 'discovery'];
  const discovery = written.discovery;
  const own = account?.namespace ?? '';
  const described = written.existing ?? false;
  if (discovery === 'none') return { kind: 'none' };
  if (discovery === undefined) {
    const wanted = context.secure && list(written.listens).length > 0;
    return wanted
      ? {
          kind: 'cloud-map',
          namespace: own,
          service: key,
          attributes: {},
          ttl: DEFAULT_TTL,
          create: !described,
        }
      : { kind: 'none' };
  }
  if (discovery.kind === 'dns') {
    const hostname = text(discovery.hostname);
    return defined({
      kind: 'dns' as const,
      hostname,
      responseType: discovery.responseType,
      ipPreference: discovery.ipPreference,
      registers: described ? undefined : registrationOf(hostname, own),
    });
  }
  const existing = discovery.existing ?? described;
  if (!existing && discovery.namespace !== undefined && text(discovery.namespace) !== own) {
    context.report(
      'discovery/namespace',
      [...at, 'namespace'],
      `meshspan creates one namespace per account, and that of "${written.account}" is ${own}`,
      `set accounts.${written.account}.namespace, or write existing: true where the namespace already exists`,
    );
  }
  if (existing && !described && discovery.namespace === undefined)
    context.report('discovery/namespace', at, 'the existing namespace has no name', 'add namespace: NAME');
  return defined({
    kind: 'cloud-map' as const,
    namespace: discovery.namespace === undefined ? own : text(discovery.namespace),
    service: discovery.service === undefined ? key : text(discovery.service),
    attributes: textRecord(discovery.attributes),
    ipPreference: discovery.ipPreference,
    ttl: discovery.ttl ?? DEFAULT_TTL,
    create: !existing,
  });
}

/** Nobody else can write a record into the zone of a namespace, so a name in it is that of a Cloud Map service. */
function registrationOf(hostname: Text, namespace: Text) {
  const service = hostname.slice(0, -namespace.length - 1);
  const isIn = namespace !== '' && service !== '' && hostname === `${service}.${namespace}`;
  return isIn && !service.includes('.') ? { namespace, service } : undefined;
}

/** Something that presents a certificate on its listeners, and the name it is found by. */
export interface Presenter {
  readonly key: string;
  readonly at: readonly (string | number)[];
  readonly name: Text | undefined;
  /** Of the certificate that is issued for it where its listener names none. */
  readonly tags: Tags;
  readonly listeners: readonly { readonly tls: Workload['listeners'][number]['tls'] }[];
}

/** Declared certificates, and one for each presenter whose listener named none. */
export function certificatesOf(
  context: Context,
  presenters: readonly Presenter[],
  authorities: ByKey<Authority>,
  stores: ByKey<Store>,
): ByKey<Certificate> {
  const declared = context.valid.certificates ?? {};
  const names = namesByCertificate(presenters);
  const made = new Map(
    sortedEntries(declared).map(([key, written]) => [
      key,
      certificateOf(context, key, written, authorities, stores, [...(names.get(key) ?? [])]),
    ]),
  );

  const automatic = presenters.filter(
    ({ key, listeners }) =>
      !made.has(key) && listeners.some(({ tls }) => tls.kind === 'mesh' && tls.certificate === key),
  );
  const authority = defaultAuthority(authorities, context.rotation);
  const [first] = automatic;
  if (authority === undefined && first !== undefined) {
    const keys = automatic.map(({ key }) => key);
    noAuthority(context, first.at, `TLS of ${firstOf(keys)}`);
  }
  for (const { key, at, name, tags } of automatic) {
    if (authority !== undefined && name === undefined) {
      context.report(
        'certificate/names',
        at,
        `"${key}" listens with TLS, and has no discovery name for its certificate`,
        'give it a discovery, or a certificate with names',
      );
    }
    made.set(
      key,
      issued(key, at, signerOf(context.rotation, authority ?? ''), name === undefined ? [] : [name], tags),
    );
  }
  return Object.fromEntries([...made].toSorted(([a], [b]) => byName(a, b)));
}

/** For each certificate the names of the parties that present it. */
function namesByCertificate(presenters: readonly Presenter[]): ReadonlyMap<string, ReadonlySet<Text>> {
  const names = new Map<string, Set<Text>>();
  for (const { name, listeners } of presenters) {
    if (name === undefined) continue;
    for (const { tls } of listeners) {
      if (tls.kind === 'mesh')
        names.set(tls.certificate, (names.get(tls.certificate) ?? new Set()).add(name));
    }
  }
  return names;
}
