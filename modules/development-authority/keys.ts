import type { PrivateKeyConfig } from '@cdktf/provider-tls/lib/private-key';
import type { KeyAlgorithm } from '../../core/topology';

const KEYS: Readonly<Record<KeyAlgorithm, PrivateKeyConfig>> = {
  RSA_2048: { algorithm: 'RSA', rsaBits: 2048 },
  RSA_4096: { algorithm: 'RSA', rsaBits: 4096 },
  EC_prime256v1: { algorithm: 'ECDSA', ecdsaCurve: 'P256' },
  EC_secp384r1: { algorithm: 'ECDSA', ecdsaCurve: 'P384' },
};

/** How the provider makes a key. */
export const keySettings = (algorithm: KeyAlgorithm): PrivateKeyConfig => KEYS[algorithm];

/** What a key may be used for: RSA also enciphers the key of a session. */
export const keyUses = (algorithm: KeyAlgorithm): readonly string[] =>
  algorithm.startsWith('RSA') ? ['digital_signature', 'key_encipherment'] : ['digital_signature'];
