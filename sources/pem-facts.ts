import { X509Certificate } from 'node:crypto';
import { nameKindOf } from '../core/topology';
import { instantText } from '../core/base/instant';
import { mayIssue } from './may-issue';

/** What a PEM text says about what is presented. Who signed it is a key of the topology, which no PEM contains. */
export interface Shown {
  readonly names: readonly string[];
  readonly usages: readonly ('server' | 'client')[];
  readonly validity: { readonly from: string; readonly until: string };
  /** How many certificates of authorities follow the leaf, each of which signed the one before. */
  readonly above: number;
}

/** Extended key usages (RFC 5280, 4.2.1.12). A certificate that lists none, or "any", may be used for both. */
const serverAuth = '1.3.6.1.5.5.7.3.1';
const clientAuth = '1.3.6.1.5.5.7.3.2';
const anyUsage = '2.5.29.37.0';

/**
 * What a party that reads this text presents: the first certificate, and the authorities above it that the rest
 * contains. Undefined where a certificate of it cannot be read.
 */
export function shownIn(text: string): Shown | undefined {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [text];
  try {
    const [leaf, ...others] = blocks.map((block) => new X509Certificate(block));
    if (leaf === undefined) return undefined;
    const above = pathAbove(leaf, others);
    return {
      names: namesOf(leaf.subjectAltName ?? ''),
      usages: usagesOf(leaf.keyUsage),
      validity: validityOf([leaf, ...above]),
      above: above.length,
    };
  } catch {
    return undefined;
  }
}

/** The authorities that signed the leaf and may do so, from its own issuer upwards, in whatever order a text contains them. */
function pathAbove(leaf: X509Certificate, others: readonly X509Certificate[]): readonly X509Certificate[] {
  const path: X509Certificate[] = [];
  let below = leaf;
  while (!isSelfIssued(below)) {
    const depth = path.filter((each) => !isSelfIssued(each)).length;
    const signer = others.find(
      (each) => !path.includes(each) && signed(each, below) && mayIssue(each, depth),
    );
    if (signer === undefined) break;
    path.push(signer);
    below = signer;
  }
  return path;
}

const isSelfIssued = (certificate: X509Certificate): boolean => certificate.subject === certificate.issuer;

/** Names and key agree: after a rotation two authorities have one name. */
const signed = (authority: X509Certificate, certificate: X509Certificate): boolean =>
  certificate.checkIssued(authority) && certificate.verify(authority.publicKey);

/** When all of them are valid. A root counts as its copy in the trust of the other side does. */
function validityOf(certificates: readonly X509Certificate[]): Shown['validity'] {
  const shown = certificates.filter((each, index) => index === 0 || !isSelfIssued(each));
  return {
    from: instantText(Math.max(...shown.map(({ validFrom }) => Date.parse(validFrom)))),
    until: instantText(Math.min(...shown.map(({ validTo }) => Date.parse(validTo)))),
  };
}

/**
 * DNS names and URIs (SPIFFE), which are what a client policy can ask for; an address or a mailbox is neither. Node
 * quotes a name with odd characters. A DNS name that reads as a URI is not one, and no policy asks for it.
 */
function namesOf(alternatives: string): readonly string[] {
  const found = alternatives.matchAll(/(?:^|, )(DNS|URI):("(?:[^"\\]|\\.)*"|[^,]*)/g);
  return [...found].flatMap(([, type, name = '']) => {
    const text = name.startsWith('"') ? String(JSON.parse(name)) : name;
    return nameKindOf(text) === (type === 'URI' ? 'uri' : 'dns') ? [text] : [];
  });
}

function usagesOf(extended: readonly string[] | undefined): Shown['usages'] {
  if (extended === undefined || extended.includes(anyUsage)) return ['server', 'client'];
  const has = (usage: string): boolean => extended.includes(usage);
  return [
    ...(has(serverAuth) ? (['server'] as const) : []),
    ...(has(clientAuth) ? (['client'] as const) : []),
  ];
}
