import { unique } from '../../../base/collections';
import { defined } from '../../../base/properties';
import type { Written, WrittenTopology } from '../../../topology';
import type { ApiPolicy, ApiPresented, ApiTrust } from './api';
import type { DecodedObjects } from './decode';
import { keysFor } from './keys';
import type { Surroundings } from './objects';

type Certificate = Written<'certificates'>;

/** The certificates and authorities of a mesh, each once. */
export interface References {
  readonly certificates: NonNullable<WrittenTopology['certificates']>;
  readonly authorities: NonNullable<WrittenTopology['authorities']>;
  /** The key of what is presented; absent where it names nothing. */
  readonly certificateKey: (presented: ApiPresented) => string | undefined;
  /** The key of an authority by its ARN. */
  readonly authorityKey: (arn: string) => string | undefined;
}

/** A certificate, and who presents it: its key is named after the first of those. */
interface Use {
  readonly identity: string;
  readonly presented: ApiPresented;
  readonly by: string;
}

/** The certificates and authorities that listeners and policies name, with keys that follow from who presents them. */
export function referencesIn(objects: DecodedObjects, known: Surroundings): References {
  const uses = usesIn(objects);
  const firstUse = new Map(uses.toReversed().map((use) => [use.identity, use]));
  const byUse = new Map(
    [...firstUse.values()].map((use) => [use.identity, `${use.by} ${use.identity}`] as const),
  );
  const keys = keysFor([...byUse.values()], (name) => name.split(' ')[0] ?? name);
  const keyOf = (identity: string): string | undefined => keys.get(byUse.get(identity) ?? '');

  const issuers = uses.flatMap(({ presented }) => issuerOf(presented, known) ?? []);
  const arns = withParents([...trustsIn(objects).flatMap(arnsIn), ...issuers], known);
  const authorityKeys =
    arns.length === 1
      ? new Map(arns.map((arn) => [arn, 'root']))
      : keysFor(arns, (arn) => `authority-${arn.split('/').at(-1)?.slice(0, 8) ?? ''}`);
  const authorityKey = (arn: string): string | undefined => authorityKeys.get(arn);

  return {
    certificates: Object.fromEntries(
      [...firstUse.values()].flatMap(({ identity, presented }) => {
        const written = certificateOf(presented, known, authorityKey);
        const key = keyOf(identity);
        return written === undefined || key === undefined ? [] : [[key, written]];
      }),
    ),
    authorities: Object.fromEntries(
      [...authorityKeys].map(([arn, key]) => {
        const { level, parent } = known.authorities?.[arn] ?? { level: undefined, parent: undefined };
        const above = parent === undefined ? undefined : authorityKey(parent);
        return [key, { kind: 'existing-ca', arn, shared: true, ...defined({ level, parent: above }) }];
      }),
    ),
    certificateKey: (presented) => keyOf(identityOf(presented) ?? ''),
    authorityKey,
  };
}

/** What makes two certificates the same. */
function identityOf({ acm, file, sds }: ApiPresented): string | undefined {
  if (acm !== undefined) return acm.certificateArn;
  if (file !== undefined) return JSON.stringify([file.certificateChain, file.privateKey]);
  return sds && JSON.stringify([sds.secretName]);
}

function certificateOf(
  { acm, file, sds }: ApiPresented,
  known: Surroundings,
  authorityKey: References['authorityKey'],
): Certificate | undefined {
  if (acm !== undefined) {
    const { authority, names } = known.certificates?.[acm.certificateArn] ?? {};
    const issuer = authority === undefined ? undefined : authorityKey(authority);
    const facts = defined({ issuer, names: names && [...names] });
    const isKnown = Object.keys(facts).length > 0;
    return { kind: 'acm', arn: acm.certificateArn, ...(isKnown && { facts }) };
  }
  if (file !== undefined) return { kind: 'file', chain: file.certificateChain, privateKey: file.privateKey };
  return sds && { kind: 'sds', secret: sds.secretName };
}

const issuerOf = ({ acm }: ApiPresented, known: Surroundings): string | undefined =>
  acm && known.certificates?.[acm.certificateArn]?.authority;

/** What the parties present: listeners first, then as callers. */
function usesIn({ virtualNodes, virtualGateways }: DecodedObjects): readonly Use[] {
  const parties = [...virtualNodes, ...virtualGateways];
  const use = (presented: ApiPresented | undefined, by: string): readonly Use[] => {
    const identity = presented && identityOf(presented);
    return presented === undefined || identity === undefined ? [] : [{ identity, presented, by }];
  };
  return [
    ...parties.flatMap(({ name, spec }) =>
      (spec.listeners ?? []).flatMap(({ tls }) => use(tls?.certificate, name)),
    ),
    ...parties.flatMap(({ name, spec }) =>
      policiesIn(spec).flatMap(({ tls }) => use(tls?.certificate, `${name}-client`)),
    ),
  ];
}

type PartySpec = DecodedObjects['virtualNodes' | 'virtualGateways'][number]['spec'];

const policiesIn = (spec: PartySpec): readonly ApiPolicy[] =>
  [
    spec.backendDefaults?.clientPolicy,
    ...('backends' in spec ? (spec.backends ?? []) : []).map(
      ({ virtualService }) => virtualService.clientPolicy,
    ),
  ].flatMap((policy) => policy ?? []);

const trustsIn = ({ virtualNodes, virtualGateways }: DecodedObjects): readonly ApiTrust[] =>
  [...virtualNodes, ...virtualGateways].flatMap(({ spec }) => [
    ...policiesIn(spec).flatMap(({ tls }) => tls?.validation.trust ?? []),
    ...(spec.listeners ?? []).flatMap(({ tls }) => tls?.validation?.trust ?? []),
  ]);

const arnsIn = ({ acm }: ApiTrust): readonly string[] => acm?.certificateAuthorityArns ?? [];

/** The authorities, and all above them that are known. */
function withParents(arns: readonly string[], known: Surroundings): readonly string[] {
  const found = new Set(arns);
  // A set is iterated in the order of insertion, with what is added meanwhile.
  for (const arn of found) {
    const parent = known.authorities?.[arn]?.parent;
    if (parent !== undefined) found.add(parent);
  }
  return unique([...found]);
}
