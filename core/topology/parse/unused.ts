import type { Authority, Certificate, ClientPolicy, Trust } from '../certificate';
import type { Path } from '../finding';
import type { ByKey, Topology } from '../topology';
import type { Context } from './context';
import { idleCallersOf } from './idle-callers';
import { reportIdle } from './idle';

interface Thing {
  readonly key: string;
  readonly at: Path;
}

/** What may be written and then have no effect: a name for it, which of them are used, and what to do about one. */
const KINDS: readonly {
  readonly what: string;
  readonly idle: string;
  readonly fix: string;
  readonly of: (topology: Topology) => ByKey<Thing>;
  readonly used: (topology: Topology) => readonly (string | undefined)[];
}[] = [
  {
    what: 'parameter',
    idle: 'is not used',
    fix: 'write { parameter: KEY } where its value belongs, or drop it',
    of: ({ parameters }) => parameters,
    used: ({ parameters }) =>
      Object.values(parameters).flatMap(({ key, uses }) => (uses.length > 0 ? [key] : [])),
  },
  {
    what: 'authority',
    idle: 'signs nothing that is presented, and is not trusted by any party',
    fix: 'name it in a certificate or in a trust, or drop it',
    of: ({ authorities }) => authorities,
    used: usedAuthorities,
  },
  {
    what: 'certificate',
    idle: 'is not presented by any listener, caller or entry',
    fix: 'name it in the tls of a listener, a policy or an entry, or drop it',
    of: ({ certificates }) => certificates,
    used: presented,
  },
  {
    what: 'store',
    idle: 'is not mounted by any party, and contains no certificate',
    fix: 'name it in a certificate or a runtime, or drop it',
    of: ({ stores }) => stores,
    used: (topology) => [
      ...Object.values(topology.certificates).map((each) => (each.kind === 'file' ? each.store : undefined)),
      ...runtimesOf(topology).flatMap(({ application }) => application?.stores ?? []),
      ...storesAbove(topology),
    ],
  },
  {
    what: 'cluster',
    idle: 'runs nothing',
    fix: 'name it in the runtime of a workload, or drop it',
    of: ({ clusters }) => clusters,
    used: (topology) => runtimesOf(topology).map(({ cluster }) => cluster),
  },
];

/** A general-purpose private CA (AWS Private CA pricing); a short-lived one is an eighth of it. */
const MONTHLY_USD = { GENERAL_PURPOSE: 400, SHORT_LIVED_CERTIFICATE: 50 };

/** Reports what is written and has no effect: it was forgotten, or something else was meant. */
export function reportUnused(context: Context, topology: Topology): void {
  for (const { what, idle, fix, of, used } of KINDS) {
    const inUse = new Set(used(topology));
    for (const { key, at } of Object.values(of(topology)).filter((thing) => !inUse.has(thing.key))) {
      const costs = what === 'authority' ? costOf(topology.authorities[key]) : '';
      context.report('topology/unused', at, `${what} "${key}" ${idle}${costs}`, fix.replace('KEY', key));
    }
  }
  for (const { at, why, fix } of idleCallersOf(topology))
    context.report('topology/unused', at, `callers has no effect: ${why}`, fix);
  reportIdle(context, topology);
  reportIdleRotation(context, topology);
  const owner = context.valid.accounts[topology.owner];
  for (const field of ['principal', 'meshRole'] as const) {
    if (owner?.[field] !== undefined)
      context.report(
        'topology/unused',
        ['accounts', topology.owner, field],
        `${field} has no effect in "${topology.owner}", which owns the mesh: it is for accounts that the mesh is shared with`,
        `drop ${field}`,
      );
  }
}

function reportIdleRotation(context: Context, topology: Topology): void {
  const { rotation, certificates, mesh } = topology;
  // Other topologies may issue from the two.
  if (rotation === undefined || mesh.sharedWith.length > 0) return;
  const { at, from, to } = rotation;
  const isTouched =
    Object.values(certificates).some((each) => 'rotates' in each && each.rotates) ||
    trustsOf(topology).some(({ authorities = [] }) => authorities.includes(from) || authorities.includes(to));
  if (isTouched) return;
  context.report(
    'topology/unused',
    at,
    `rotation has no effect: nothing comes from authority "${from}", and nothing trusts it`,
    'name in from the authority that certificates come from, or drop rotation',
  );
}

const costOf = (authority: Authority | undefined): string =>
  authority?.kind === 'private-ca'
    ? `; AWS charges about ${MONTHLY_USD[authority.usageMode]} USD a month for it`
    : '';

const partiesOf = ({ workloads, gateways }: Pick<Topology, 'workloads' | 'gateways'>) => [
  ...Object.values(workloads).map((workload) => ({ ...workload, callers: undefined })),
  ...Object.values(gateways).map((gateway) => ({ ...gateway, calls: [] })),
];

const runtimesOf = (topology: Pick<Topology, 'workloads' | 'gateways'>) =>
  partiesOf(topology).flatMap(({ runtime }) => runtime ?? []);

const policiesOf = (topology: Topology): readonly Extract<ClientPolicy, { kind: 'tls' }>[] =>
  partiesOf(topology)
    .flatMap(({ callDefaults, calls, entries, callers }) => [
      callDefaults,
      ...calls.map(({ policy }) => policy),
      callers,
      ...entries.map((entry) => entry.callers),
    ])
    .flatMap((policy) => (policy?.kind === 'tls' ? [policy] : []));

const listenerTlsOf = (topology: Topology) =>
  partiesOf(topology).flatMap(({ listeners }) =>
    listeners.flatMap(({ tls }) => (tls.kind === 'mesh' ? [tls] : [])),
  );

/** Stores with a file that a party presents or trusts, by its path. */
function storesAbove(topology: Topology): readonly string[] {
  const paths = [
    ...Object.values(topology.certificates).flatMap((each) =>
      each.kind === 'file' ? [each.chain, each.privateKey] : [],
    ),
    ...trustsOf(topology).flatMap((trust) => (trust.kind === 'file' ? [trust.chain] : [])),
  ];
  const folders = new Set(paths.flatMap(foldersAbove));
  return Object.values(topology.stores).flatMap(({ key, mountPath }) =>
    folders.has(mountPath) ? [key] : [],
  );
}

const foldersAbove = (path: string): readonly string[] =>
  [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));

function presented(topology: Topology): readonly (string | undefined)[] {
  return [
    ...listenerTlsOf(topology).map(({ certificate }) => certificate),
    ...policiesOf(topology).map(({ certificate }) => certificate),
    ...partiesOf(topology).flatMap(({ entries }) =>
      entries.map(({ outside }) => (outside.kind === 'tls' ? outside.certificate : undefined)),
    ),
  ];
}

const trustsOf = (topology: Topology): readonly Trust[] => [
  ...policiesOf(topology).map(({ trust }) => trust),
  ...listenerTlsOf(topology).flatMap(({ validation }) => validation?.trust ?? []),
];

/** What signs what is presented, or is trusted; and what signs those. */
function usedAuthorities(topology: Topology): readonly string[] {
  const { rotation } = topology;
  // Other topologies may issue from what is shared with them.
  if (topology.mesh.sharedWith.length > 0) return Object.keys(topology.authorities);
  const certificates = new Set(presented(topology));
  const direct = [
    ...Object.values(topology.certificates)
      .filter(({ key }) => certificates.has(key))
      .flatMap((certificate: Certificate) => certificate.facts.issuer ?? []),
    ...trustsOf(topology).flatMap(({ authorities = [] }) => authorities),
    // The one that is replaced stays until the rotation is over, and the other is about to be used.
    ...(rotation === undefined ? [] : [rotation.from, rotation.to]),
  ];
  const used = new Set<string>();
  for (let key = direct.pop(); key !== undefined; key = direct.pop()) {
    if (used.has(key)) continue;
    used.add(key);
    const parent = topology.authorities[key]?.parent;
    if (parent !== undefined) direct.push(parent);
  }
  return [...used];
}
