import type { KeyObject } from 'node:crypto';
import { instantOf } from '../../../core/base/instant';
import type { CertificateSpec } from '../../../core/dataplane/lowered';
import type { Closed, KeyAlgorithm } from '../../../core/topology';
import { certificateOf, spkiOf } from '../../x509/certificate';
import {
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  subjectAlternativeName,
  type Purpose,
} from '../../x509/extensions';
import { newKey } from '../../x509/keys';
import { nameOf } from '../../x509/name';
import type { LabAuthorities, LabAuthority } from './authorities';

/** A certificate with its key, as a program reads them: PEM. */
export interface Leaf {
  /** The certificate itself, then those that are sent with it. */
  readonly chain: string;
  readonly key: string;
  readonly names: readonly string[];
}

/** What a certificate of the lab contains. */
export interface LeafOptions {
  readonly issuer: LabAuthority;
  readonly names: readonly string[];
  /** @default EC_prime256v1 */
  readonly keyAlgorithm?: KeyAlgorithm;
  /** @default both */
  readonly usages?: readonly ('server' | 'client')[];
  /** @default an hour ago */
  readonly from?: number;
  /** @default in a day */
  readonly until?: number;
  /** Certificates that are sent with it. @default all between it and the root */
  readonly chain?: readonly string[];
}

const HOUR = 3_600_000;
/** The longest common name in X.509 (RFC 5280, ub-common-name). */
const LONGEST_NAME = 64;

const PURPOSES: Readonly<Record<'server' | 'client', Purpose>> = {
  server: 'serverAuth',
  client: 'clientAuth',
};

/** Issues a certificate with a new key. */
export async function newLeaf(options: LeafOptions): Promise<Leaf> {
  const { issuer, names, keyAlgorithm = 'EC_prime256v1', usages = ['server', 'client'] } = options;
  const key = await keyOf(keyAlgorithm);
  const from = options.from ?? Date.now() - HOUR;
  const until = options.until ?? Math.max(Date.now(), from) + 24 * HOUR;
  const [first = ''] = names;
  const { pem } = certificateOf(
    {
      subject: nameOf({ CommonName: first.slice(0, LONGEST_NAME) }),
      spki: spkiOf(key),
      notBefore: new Date(Math.min(from, until)),
      notAfter: new Date(until),
      extensions: [
        basicConstraints(false),
        keyUsage(
          keyAlgorithm.startsWith('RSA') ? ['digitalSignature', 'keyEncipherment'] : ['digitalSignature'],
        ),
        ...(usages.length === 0 ? [] : [extendedKeyUsage(usages.map((usage) => PURPOSES[usage]))]),
        ...(names.length === 0 ? [] : [subjectAlternativeName(names)]),
      ],
    },
    issuer,
  );
  return {
    chain: `${[pem, ...(options.chain ?? issuer.chain)].join('\n')}\n`,
    key: String(key.export({ type: 'pkcs8', format: 'pem' })),
    names,
  };
}

const rsaKeys = new Map<KeyAlgorithm, Promise<KeyObject>>();

/**
 * A key for a certificate. To find one of RSA takes long, so that all certificates of the lab share one of each size: what
 * they differ in is what they say.
 */
function keyOf(algorithm: KeyAlgorithm): Promise<KeyObject> {
  if (!algorithm.startsWith('RSA')) return newKey(algorithm);
  const key = rsaKeys.get(algorithm) ?? newKey(algorithm);
  rsaKeys.set(algorithm, key);
  return key;
}

/** What the lab issues for a certificate of the topology; what the topology does not say is as it best could be. */
export function optionsOf(
  certificate: Closed<CertificateSpec>,
  authorities: LabAuthorities,
  unknown: LabAuthority,
): LeafOptions {
  const { facts, source } = certificate;
  const { usages, validity, chain } = facts;
  const isIssued = source.kind === 'issue';
  const from = validity?.from === undefined ? undefined : instantOf(validity.from);
  const until = validity?.until === undefined ? undefined : instantOf(validity.until, true);
  const key = facts.issuer ?? (isIssued ? source.authority : undefined);
  return {
    issuer: (key === undefined ? undefined : authorities.get(key)) ?? unknown,
    names: facts.names ?? (isIssued ? source.names : []),
    ...(isIssued && { keyAlgorithm: source.keyAlgorithm }),
    ...(usages !== undefined && { usages }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    ...(chain !== undefined && { chain: chain.flatMap((each) => authorities.get(each)?.pem ?? []) }),
  };
}
