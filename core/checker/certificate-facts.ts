import type { CertificateSpec } from '../dataplane/lowered';
import { pathText } from '../topology';
import type { Fact } from './facts';

/** The name of each fact of a certificate, and what is stated under its key of `facts`. */
const FACTS = {
  issuer: { name: 'issuer', key: 'issuer', value: 'the key of the authority that signed it' },
  names: { name: 'names', key: 'names', value: 'its subject alternative names' },
  chain: {
    name: 'chain',
    key: 'chain',
    value: 'the keys of the authorities whose own certificates are sent with it',
  },
  until: { name: 'end of validity', key: 'validity.until', value: 'its last day' },
} as const;

/** The certificate itself, as AWS or a container knows it. */
export function originOf({ source }: Pick<CertificateSpec, 'source'>): string | undefined {
  switch (source.kind) {
    case 'issue':
    case 'public':
      return undefined;
    case 'acm':
      return source.arn;
    case 'file':
      return source.chain;
    case 'sds':
      return source.secret;
  }
}

/** A certificate as people are shown it: `"db" (/certs/db.pem)`. */
export function certificateText(certificate: Pick<CertificateSpec, 'key' | 'source'>): string {
  const origin = originOf(certificate);
  return `"${certificate.key}"${origin === undefined ? '' : ` (${origin})`}`;
}

/** A fact of a certificate that the topology does not state. */
export function factOf(certificate: CertificateSpec, fact: keyof typeof FACTS): Fact {
  const { name, key, value } = FACTS[fact];
  return {
    what: `${name} of certificate ${certificateText(certificate)}`,
    how: `state ${pathText([...certificate.at, 'facts'])}.${key}, ${value}`,
  };
}

/** Whether the certificate may be used on that side; without stated usages, on both. */
export const usableAs = ({ facts }: CertificateSpec, side: 'server' | 'client'): boolean =>
  facts.usages === undefined || facts.usages.includes(side);
