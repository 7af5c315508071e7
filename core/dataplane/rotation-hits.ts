import {
  rootOf,
  type ClientPolicy,
  type Hit,
  type Path,
  type Rotation,
  type Topology,
  type Trust,
} from '../topology';

/** A trust that a deploy does not change. */
interface FixedTrust {
  readonly at: Path;
  /** Whose it is, in words that start a sentence. */
  readonly who: string;
  readonly trust: Trust;
  readonly isOutside: boolean;
}

/** Trusts that stay as they are while an authority is replaced, and do not fit the step. */
export function unchangedTrustHits(topology: Topology): readonly Hit[] {
  const { rotation } = topology;
  if (rotation === undefined) return [];
  return fixedTrustsOf(topology).flatMap(({ at, who, trust, isOutside }): readonly Hit[] => {
    const { authorities = [] } = trust;
    if (!authorities.includes(rotation.from)) return [];
    const place = isOutside
      ? 'they trust'
      : trust.kind === 'sds'
        ? 'the secret contains'
        : 'the file contains';
    return hitsOfStep(rotation, at, `${who} ${thingOf(trust)}`, place, authorities.includes(rotation.to));
  });
}

function hitsOfStep(
  { from, to, step }: Rotation,
  at: Path,
  what: string,
  place: string,
  hasBoth: boolean,
): readonly Hit[] {
  if (step === 'finish')
    return [
      {
        at,
        summary: `${what} still trusts "${from}", which is replaced by "${to}"; only you can change it`,
        fix: `make sure that ${place} "${to}" alone, and write authorities: ${to}`,
      },
    ];
  if (hasBoth) return [];
  return [
    {
      at,
      summary: `${what} trusts "${from}" without "${to}", from which certificates come in step issue; only you can change it`,
      fix: `before step issue, make sure that ${place} both, and write authorities: [${from}, ${to}]`,
    },
  ];
}

const thingOf = (trust: Trust): string =>
  trust.kind === 'file'
    ? `by file "${trust.chain}"`
    : trust.kind === 'sds'
      ? `by secret "${trust.secret}"`
      : 'as it is stated';

/** Files and secrets, which others fill, and what callers from outside trust. */
function fixedTrustsOf({ workloads, gateways }: Topology): readonly FixedTrust[] {
  const parties = [
    ...Object.values(workloads).map((each) => ({ ...each, callers: undefined })),
    ...Object.values(gateways).map((each) => ({ ...each, calls: [] })),
  ];
  return parties.flatMap(({ key, listeners, calls, callDefaults, callers, entries }) => {
    const own = [
      ...listeners.flatMap(({ at, tls }) =>
        tls.kind === 'mesh' && tls.validation !== undefined ? [{ at, trust: tls.validation.trust }] : [],
      ),
      ...[callDefaults, ...calls.map(({ policy }) => policy)].flatMap(ofPolicy),
    ].filter(({ trust }) => trust.kind !== 'private-ca');
    const outside = [callers, ...entries.map((entry) => entry.callers)].flatMap(ofPolicy);
    return [
      ...own.map((each) => ({ ...each, who: `"${key}",`, isOutside: false })),
      ...outside.map((each) => ({ ...each, who: `what calls "${key}" from outside,`, isOutside: true })),
    ];
  });
}

const ofPolicy = (policy: ClientPolicy | undefined): readonly Pick<FixedTrust, 'at' | 'trust'>[] =>
  policy?.kind === 'tls' ? [{ at: policy.at, trust: policy.trust }] : [];

/** Certificates below the authority that is replaced which the rotation does not issue again. */
export function oldCertificateHits({
  rotation,
  certificates,
  authorities,
  stores,
}: Topology): readonly Hit[] {
  if (rotation === undefined) return [];
  const { from, to } = rotation;
  const below = belowOf(authorities, from);
  return Object.values(certificates).flatMap((certificate): readonly Hit[] => {
    const { key, at, facts, kind } = certificate;
    const { issuer } = facts;
    const rotates = 'rotates' in certificate && certificate.rotates;
    if (issuer === undefined || rotates || !below(issuer)) return [];
    // What trusts the root above both goes on to trust it.
    if (rootOf(issuer, authorities) === rootOf(to, authorities)) return [];
    const store = kind === 'file' ? certificate.store : undefined;
    const isOurs = kind === 'issued' || (store !== undefined && issuesIn(stores, store));
    return [
      {
        at,
        summary: `certificate "${key}" comes from ${isOurs ? `"${issuer}", which is below ` : ''}"${from}": no trust in "${from}" is left in step finish`,
        fix: isOurs
          ? `rotate what issues it: add an authority below "${to}", and write rotation: { from: ${issuer}, to: its key, step: trust }`
          : `in step issue, let it come from what is trusted then, and write issuer: ${to}`,
      },
    ];
  });
}

/** Whether cert-manager has the certificate of a store issued: the store then says from which authority. */
const issuesIn = (stores: Topology['stores'], key: string): boolean => {
  const store = Object.hasOwn(stores, key) ? stores[key] : undefined;
  return store?.kind === 'kubernetes-secret' && store.issued !== undefined;
};

/** Whether an authority is another one, or below it; each is looked at once. */
function belowOf(authorities: Topology['authorities'], top: string): (key: string) => boolean {
  const known = new Map<string, boolean>([[top, true]]);
  const isBelow = (key: string): boolean => {
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, false);
    const parent = Object.hasOwn(authorities, key) ? authorities[key]?.parent : undefined;
    const result = parent !== undefined && isBelow(parent);
    known.set(key, result);
    return result;
  };
  return isBelow;
}
