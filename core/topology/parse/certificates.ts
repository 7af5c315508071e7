import { defined } from '../../base/properties';
import { firstOf } from '../../base/text';
import type { Authority, Certificate, CertificateFacts, KeyAlgorithm, Store } from '../certificate';
import type { Path } from '../finding';
import { signerOf, type Signer } from '../rotation';
import type { ByKey } from '../topology';
import type { Tags, Text } from '../value';
import { refers } from './accounts';
import { defaultAuthority } from './authorities';
import { text, textRecord, texts, type Context, type ValidCertificate } from './context';
import { factsOf } from './facts';

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
  const filled = filledBy(written, stores);
  const facts =
    filled === undefined
      ? factsOf(context, [...at, 'facts'], written.facts, authorities)
      : knownFrom(context, at, written, filled, authorities);
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
        rotates: filled?.issued.rotates,
      });
  }
}

type OfOthers = Exclude<ValidCertificate, { kind: 'issued' | 'public' }>;

/** A store into which cert-manager has a certificate issued. */
interface Filled {
  readonly store: string;
  readonly issued: NonNullable<Extract<Store, { kind: 'kubernetes-secret' }>['issued']>;
}

/** Where cert-manager has the certificate of a file issued; undefined where it does not. */
function filledBy(written: OfOthers, stores: ByKey<Store>): Filled | undefined {
  const store = written.kind === 'file' && written.store !== undefined ? stores[written.store] : undefined;
  return store?.kind === 'kubernetes-secret' && store.issued !== undefined
    ? { store: store.key, issued: store.issued }
    : undefined;
}

/** What is known of a certificate in a file, since cert-manager has it issued into the store. */
function knownFrom(
  context: Context,
  at: Path,
  written: OfOthers,
  { store, issued: { authority, names } }: Filled,
  authorities: ByKey<Authority>,
): CertificateFacts {
  if (written.facts !== undefined)
    context.report(
      'store/facts',
      [...at, 'facts'],
      `the certificate is issued into store "${store}", which says all of its facts`,
      'drop facts',
    );
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
