import type { KeyObject } from 'node:crypto';
import type { Authority, Closed, KeyAlgorithm, Subject } from '../../../core/topology';
import { certificateOf, spkiOf, type Issuer } from '../../x509/certificate';
import { basicConstraints, keyUsage } from '../../x509/extensions';
import { newKey, type SigningAlgorithm } from '../../x509/keys';
import { nameOf } from '../../x509/name';

/** An authority of the lab: it can sign, and be trusted. */
export interface LabAuthority extends Issuer {
  /** Its own certificate. */
  readonly pem: string;
  /** Certificates of the authorities between a certificate that it signs and the root, from the bottom up. */
  readonly chain: readonly string[];
  /** Certificates of the authorities above it. */
  readonly signers: readonly string[];
}

/** Authorities by their keys. */
export type LabAuthorities = ReadonlyMap<string, LabAuthority>;

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

/** What signs with a key of each kind. */
const SIGNING: Readonly<Record<KeyAlgorithm, SigningAlgorithm>> = {
  RSA_2048: 'SHA256WITHRSA',
  RSA_4096: 'SHA256WITHRSA',
  EC_prime256v1: 'SHA256WITHECDSA',
  EC_secp384r1: 'SHA384WITHECDSA',
};

/** A new authority; without a signer it is a root. */
export async function newAuthority(
  subject: Closed<Subject>,
  keyAlgorithm: KeyAlgorithm = 'EC_prime256v1',
  signer?: LabAuthority,
): Promise<LabAuthority> {
  const key: KeyObject = await newKey(keyAlgorithm);
  const name = nameOf({
    CommonName: subject.commonName,
    Organization: subject.organization ?? '',
    OrganizationalUnit: subject.organizationalUnit ?? '',
    Country: subject.country ?? '',
    State: subject.state ?? '',
    Locality: subject.locality ?? '',
  });
  const self: Issuer = { name, key, algorithm: SIGNING[keyAlgorithm] };
  const now = Date.now();
  const { pem } = certificateOf(
    {
      subject: name,
      spki: spkiOf(key),
      notBefore: new Date(now - 2 * YEAR),
      notAfter: new Date(now + YEAR),
      extensions: [basicConstraints(true), keyUsage(['keyCertSign', 'cRLSign', 'digitalSignature'])],
    },
    signer ?? self,
  );
  return {
    ...self,
    pem,
    chain: signer === undefined ? [] : [pem, ...signer.chain],
    signers: signer === undefined ? [] : [signer.pem, ...signer.signers],
  };
}

/** The authorities of a topology. Those of one ARN are one; a signer that the topology does not name is one of its own. */
export async function authoritiesOf(authorities: readonly Closed<Authority>[]): Promise<LabAuthorities> {
  const byKey = new Map(authorities.map((authority) => [authority.key, authority]));
  const made = new Map<string, LabAuthority>();
  const identityOf = (authority: Closed<Authority>): string =>
    authority.kind === 'existing-ca' ? `arn ${authority.arn}` : `key ${authority.key}`;
  const make = async (authority: Closed<Authority>, above: readonly string[]): Promise<LabAuthority> => {
    const identity = identityOf(authority);
    const known = made.get(identity);
    if (known !== undefined) return known;
    const parent = authority.parent === undefined ? undefined : byKey.get(authority.parent);
    // Authorities that sign each other in a circle are refused elsewhere; here the circle is only cut.
    const isCircle = parent !== undefined && above.includes(parent.key);
    const signer =
      parent !== undefined && !isCircle
        ? await make(parent, [...above, authority.key])
        : authority.level === 'subordinate'
          ? await newAuthority({ commonName: `signer of ${authority.key}` })
          : undefined;
    const subject =
      authority.kind === 'private-ca' ? authority.subject : { commonName: `authority ${authority.key}` };
    const algorithm = authority.kind === 'private-ca' ? authority.keyAlgorithm : undefined;
    const authorityMade = await newAuthority(subject, algorithm, signer);
    made.set(identity, authorityMade);
    return authorityMade;
  };
  const found = new Map<string, LabAuthority>();
  for (const authority of authorities) found.set(authority.key, await make(authority, []));
  return found;
}
