import type { Verdict } from './verdict';

/** What each verdict means, from the best to the worst. */
export const VERDICTS: Readonly<Record<Verdict, string>> = {
  mutual: 'each side verifies the other: a peer without a certificate that the other trusts is refused',
  verified:
    'the caller refuses a server whose certificate does not chain to its trust or does not carry an expected name; the server does not verify every caller',
  encrypted: 'the bytes are encrypted, and nothing in the topology makes the caller verify the server',
  application:
    'the applications encrypt, as the topology says; the mesh passes the bytes and verifies nothing',
  plaintext: 'the bytes are not encrypted',
  undecided: 'the verdict depends on something that the topology leaves open',
  broken: 'the two sides cannot connect',
};
