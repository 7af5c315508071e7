import type { X509Certificate } from 'node:crypto';

/** Object identifiers in DER: basicConstraints and keyUsage (RFC 5280, 4.2.1.9 and 4.2.1.3). */
const BASIC_CONSTRAINTS = Buffer.from([0x06, 0x03, 0x55, 0x1d, 0x13]);
const KEY_USAGE = Buffer.from([0x06, 0x03, 0x55, 0x1d, 0x0f]);

/** Tags of DER. */
const BOOLEAN = 0x01;
const INTEGER = 0x02;
/** keyCertSign is bit 5 of the key usages, counted from the left. */
const KEY_CERT_SIGN = 0x04;

/**
 * Whether a certificate may sign others, so many intermediates below it: RFC 5280 wants an authority, the usage
 * keyCertSign where usages are listed, and a path that is not longer than it allows. Node does not read the path.
 * @param below how many authorities are between it and the leaf
 */
export function mayIssue(certificate: X509Certificate, below: number): boolean {
  if (!certificate.ca) return false;
  const usage = extensionOf(certificate.raw, KEY_USAGE);
  // BIT STRING: tag, length, unused bits, then the usages.
  if (usage !== undefined && ((usage[3] ?? 0) & KEY_CERT_SIGN) === 0) return false;
  const longest = pathLengthIn(extensionOf(certificate.raw, BASIC_CONSTRAINTS));
  return longest === undefined || below <= longest;
}

/** The content of an extension; its lengths fit one byte each, as those of these two do. */
function extensionOf(raw: Buffer, identifier: Buffer): Buffer | undefined {
  const start = raw.indexOf(identifier);
  if (start < 0) return undefined;
  let at = start + identifier.length;
  if (raw[at] === BOOLEAN) at += 3;
  const length = raw[at + 1] ?? 0;
  return raw.subarray(at + 2, at + 2 + length);
}

/** SEQUENCE { BOOLEAN, INTEGER }, both optional. */
function pathLengthIn(content: Buffer | undefined): number | undefined {
  if (content === undefined) return undefined;
  const at = content[2] === BOOLEAN ? 5 : 2;
  if (content[at] !== INTEGER) return undefined;
  const start = at + 2;
  return [...content.subarray(start, start + (content[at + 1] ?? 0))].reduce(
    (sum, byte) => sum * 256 + byte,
    0,
  );
}
