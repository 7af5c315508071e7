import { hashOf } from '../../base/hash';
import { inLowerCase, type Text } from '../../topology';

/** Octets of the first address of 127.64.0.0/10, a part of what is the machine's own (RFC 1122, 3.2.1.3). */
const FIRST = 0x7f_40_00_00;
const HOST_BITS = 22n;

/**
 * The address on which every proxy that lets its application call a service answers for it, 127.64.0.0 to
 * 127.127.255.255. It follows from the host name of the service alone, so that it never changes and one record
 * serves all callers. Two names may have the same: with 100 services of one caller once in a thousand meshes.
 */
export function localAddressOf(host: Text): string {
  const offset = Number(BigInt.asUintN(Number(HOST_BITS), fold(hashOf(inLowerCase(host)))));
  const address = FIRST + offset;
  return [24, 16, 8, 0].map((bits) => (address >>> bits) & 0xff).join('.');
}

/** The low bits of FNV-1a alone hardly depend on the last letters; the high ones do. */
const fold = (hash: bigint): bigint => hash ^ (hash >> HOST_BITS) ^ (hash >> (2n * HOST_BITS));
