import { defined } from '../../base/properties';
import { firstOf } from '../../base/text';
import type { Authority, Certificate, CertificateFacts, KeyAlgorithm, Store } from '../certificate';
import type { Path } from '../finding';
import { signerOf, type Rotation, type Signer } from '../rotation';
import type { ByKey } from '../topology';
import type { Tags, Text } from '../value';
import { refers } from './accounts';
import {
  sortedEntries,
  text,
  textRecord,
  texts,
  type Context,
  type ValidAuthority,
  type ValidCertificate,
} from './context';
import { developmentFolder } from '../development';
import { factsOf } from './facts';
import { checkParents } from './parents';
import { checkRotation } from './rotation';

export function authoritiesOf(context: Context): ByKey<Authority> {
  const { authority, authorities } = context.valid;
  if (authority !== undefined && authorities !== undefined) {
    context.report(
      'authority/twice',
      ['authority'],
      '"authority" and "authorities" are both present',
      'move the one into "authorities", under the key it should have',
    );
  }
  const written: [string, Path, ValidAuthority][] =
    authority !== undefined && authorities === undefined
      ? [['root', ['authority'], authority]]
      : sortedEntries(authorities ?? {}).map(([key, each]) => [key, ['authorities', key], each]);
  const made: ByKey<Authority> = Object.fromEntries(
    written.map(([key, at, each]) => [key, authorityOf(context, key, at, each)]),
  );
  checkParents(context, made);
  checkRotation(context, made);
  return made;
}

function authorityOf(context: Context, key: string, at: Path, written: ValidAuthority): Authority {
  if (written.kind === 'development') return developmentOf(context, key, at, written);
  const base = { key, at, level: written.level ?? ('root' as const), ...defined({ parent: written.parent }) };
  switch (written.kind) {
    case 'existing-ca':
      return {
        ...base,
        kind: 'existing-ca',
        arn: text(written.arn),
        shared: written.shared ?? context.isMeshExisting,
        ...defined({ keyAlgorithm: written.keyAlgorithm }),
      };
    case 'file':
      return { ...base, kind: 'file', chain: text(written.chain), public: written.public ?? false };
    case 'private-ca':
      return {
        ...base,
        kind: 'private-ca',
        subject: defined({
          commonName: text(written.commonName),
          organization: written.organization && text(written.organization),
          organizationalUnit: written.organizationalUnit && text(written.organizationalUnit),
          country: written.country && text(written.country),
          state: written.state && text(written.state),
          locality: written.locality && text(written.locality),
        }),
        keyAlgorithm: written.keyAlgorithm ?? 'RSA_2048',
        validityYears: written.validityYears ?? (base.level === 'root' ? 10 : 5),
        usageMode: written.usageMode ?? 'GENERAL_PURPOSE',
        ...defined({ pathLength: written.pathLength }),
        ocsp: written.ocsp ?? true,
        ...defined({ crl: written.crl && crlOf(context, [...at, 'crl'], key, written.crl) }),
        deletionDays: written.deletionDays ?? 7,
        tags: textRecord(written.tags),
      };
  }
}

/** Proxies know it as one that has its chain in a file; who makes the file is no matter of theirs. */
function developmentOf(
  context: Context,
  key: string,
  at: Path,
  written: Extract<ValidAuthority, { kind: 'development' }>,
): Authority {
  const { keysInState, commonName, organization, keyAlgorithm = 'EC_prime256v1', days = 365 } = written;
  if (keysInState !== true)
    context.report(
      'authority/keys-in-state',
      at,
      `authority "${key}" is made by Terraform, so that its key and those of all its certificates are in the states: whoever reads a state can be any workload`,
      'use kind: private-ca, whose key nobody can read; or where that is accepted, such as for a trial, add keysInState: true',
    );
  return {
    key,
    at,
    level: 'root',
    kind: 'file',
    chain: `${developmentFolder('authority', key)}/ca.pem`,
    public: false,
    development: {
      subject: defined({
        commonName: text(commonName),
        organization: organization && text(organization),
      }),
      keyAlgorithm,
      days,
    },
  };
}

function crlOf(
  context: Context,
  at: Path,
  key: string,
  { bucket, days = 7, public: isPublic }: NonNullable<Extract<ValidAuthority, { kind: 'private-ca' }>['crl']>,
) {
  if (bucket !== undefined && isPublic !== undefined)
    context.report(
      'authority/crl',
      [...at, 'public'],
      `the list of authority "${key}" is in a bucket that exists, whose own policy says who reads it`,
      'drop public, or drop bucket, and one is created',
    );
  return { days, ...defined({ bucket: bucket && text(bucket) }), public: isPublic ?? false };
}

/**
 * The authority that issues where none is named: the only one that can, or the one called `root`. One that takes the
 * place of another does not count beside it.
 */
export function defaultAuthority(
  authorities: ByKey<Authority>,
  rotation: Rotation | undefined,
): string | undefined {
  const able = Object.values(authorities).filter(
    (each) => (each.kind !== 'file' || each.development !== undefined) && each.key !== rotation?.to,
  );
  return able.length === 1 ? able[0]?.key : able.find((each) => each.key === 'root')?.key;
}

/** A certificate that the topology declares; `discovery` are the names of the workloads that present it. */
export function certificateOf(
  context: Context,
  key: string,
  written: ValidCertificate,
  authorities: ByKey<Authority>,
  stores: ByKey<Store>,
  discovery: readonly Text[],
): Certificate {
  const at = ['certificates', key];
  if (written.kind === 'issued') {
    const authority = written.authority ?? defaultAuthority(authorities, context.rotation);
    if (authority === undefined) {
      noAuthority(context, at, `certificate "${key}"`);
    } else {
      refers(context, 'authority', authority, authorities, [...at, 'authority']);
    }
    const names = written.names === undefined ? discovery : texts(written.names);
    if (names.length === 0)
      context.report(
        'certificate/names',
        at,
        `certificate "${key}" has no name, and no workload that presents it has one`,
        'add names: ["…"]',
      );
    const signer = signerOf(context.rotation, authority ?? '');
    return issued(key, at, signer, names, textRecord(written.tags), written.keyAlgorithm);
  }
  if (written.kind === 'public') {
    const names = texts(written.names);
    const zone = written.zone === undefined ? {} : { zone: text(written.zone) };
    const facts = { names, usages: ['server' as const] };
    return { key, at, facts, kind: 'public', names, ...zone, tags: textRecord(written.tags) };
  }
  if (written.pem !== undefined || written.pemFile !== undefined) {
    context.report(
      'certificate/pem',
      at,
      `the facts of certificate "${key}" are in a PEM, which is read only when a file is loaded`,
      'load the topology with loadTopology (the command does), or state the facts',
    );
  }
  const facts =
    knownFrom(context, at, written, { authorities, stores }) ??
    factsOf(context, [...at, 'facts'], written.facts, authorities);
  switch (written.kind) {
    case 'acm':
      return { key, at, facts, kind: 'acm', arn: text(written.arn) };
    case 'sds':
      return { key, at, facts, kind: 'sds', secret: text(written.secret) };
    case 'file':
      if (written.store !== undefined) refers(context, 'store', written.store, stores, [...at, 'store']);
      return defined({
        key,
        at,
        facts,
        kind: 'file' as const,
        chain: text(written.chain),
        privateKey: text(written.privateKey),
        store: written.store,
      });
  }
}

/** What is known of a certificate in a file, since cert-manager has it issued into the store; undefined where it does not. */
function knownFrom(
  context: Context,
  at: Path,
  written: Exclude<ValidCertificate, { kind: 'issued' | 'public' }>,
  { authorities, stores }: { readonly authorities: ByKey<Authority>; readonly stores: ByKey<Store> },
): CertificateFacts | undefined {
  const store = written.kind === 'file' && written.store !== undefined ? stores[written.store] : undefined;
  if (store?.kind !== 'kubernetes-secret' || store.issued === undefined) return undefined;
  if (written.facts !== undefined)
    context.report(
      'store/facts',
      [...at, 'facts'],
      `the certificate is issued into store "${store.key}", which says all of its facts`,
      'drop facts',
    );
  const { authority, names } = store.issued;
  return {
    issuer: authority,
    names,
    usages: ['server', 'client'],
    chain: subordinatesFrom(authorities, authority),
  };
}

/** AWS Private CA delivers a certificate with those of all authorities above it but the root. */
function subordinatesFrom(authorities: ByKey<Authority>, key: string | undefined): readonly string[] {
  const found: string[] = [];
  let next = key === undefined ? undefined : authorities[key];
  while (next?.level === 'subordinate' && !found.includes(next.key)) {
    found.push(next.key);
    next = next.parent === undefined ? undefined : authorities[next.parent];
  }
  return found;
}

/** A certificate from a private CA: all of it is known (template EndEntityCertificate/V1 allows both usages). */
export function issued(
  key: string,
  at: Path,
  { authority, rotates }: Signer,
  names: readonly Text[],
  tags: Tags,
  keyAlgorithm?: KeyAlgorithm,
): Certificate {
  return {
    key,
    at,
    facts: { issuer: authority, names, usages: ['server', 'client'] },
    kind: 'issued',
    authority,
    keyAlgorithm: keyAlgorithm ?? 'RSA_2048',
    ...(keyAlgorithm === undefined && { hasDefaultAlgorithm: true }),
    ...defined({ rotates }),
    tags,
  };
}

export function noAuthority(context: Context, at: Path, what: string): void {
  const { authority, authorities } = context.valid;
  const able = Object.entries(authorities ?? {}).flatMap(([key, { kind }]) => (kind === 'file' ? [] : [key]));
  const one = `{ kind: private-ca, commonName: "${context.meshName} root" }, in TypeScript Authority.privateCa({ commonName: "${context.meshName} root" })`;
  context.report(
    'authority/missing',
    at,
    able.length > 0
      ? `${what} needs an authority to issue it, and several could: ${firstOf(able)}`
      : `${what} needs an authority to issue it, and the topology has none that issues`,
    able.length > 0
      ? `name one: certificates: { KEY: { kind: issued, authority: ${able[0]} } }, or call the one that is meant "root"`
      : authority === undefined && authorities === undefined
        ? `add authority: ${one}`
        : `${authorities === undefined ? 'write authorities in place of authority, and add to it' : 'add to authorities'} root: ${one}`,
  );
}
