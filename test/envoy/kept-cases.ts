import { PLAIN, type Pair } from './generated/pairs';
import type { Setting } from './generated/written';

/** A generated pair of which the lab once measured something else than was expected, and who was wrong. */
export interface KeptCase {
  readonly what: string;
  readonly pair: Pair;
  readonly setting: Setting;
}

const onEnvoy: Setting = { dataPlane: 'envoy', defaults: 'secure' };

/** Found by `generated.test.ts`; the newest last. */
export const keptCases: readonly KeptCase[] = [
  {
    // The lab expected an invented workload to be refused.
    what: 'a listener that lists no names admits every workload of the authority',
    pair: { ...PLAIN, clients: 'any-name' },
    setting: onEnvoy,
  },
  {
    // The lab expected that its caller verifies the certificate that it would present with TLS.
    what: 'a listener whose TLS is DISABLED, and a policy for other ports',
    pair: { ...PLAIN, tls: 'DISABLED', ports: 'other', presents: { ...PLAIN.presents, source: 'issued' } },
    setting: onEnvoy,
  },
  {
    // The check took it for shown, and said that the call is mutual.
    what: "a caller's certificate that ACM cannot issue",
    pair: {
      ...PLAIN,
      clients: 'unsaid',
      shown: { ...PLAIN.shown, source: 'issued', signer: 'below', names: 'uri', usages: 'client' },
    },
    setting: onEnvoy,
  },
];
