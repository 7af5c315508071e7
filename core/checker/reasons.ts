import { row, type ReasonFacts } from './reason-facts';
import { REASONS_OF_PLANES } from './reasons-of-planes';
import type { Reason } from './verdict';

export type { ReasonFacts } from './reason-facts';

/** Every reason with the one verdict it stands for. */
export const REASONS: Readonly<Record<Reason, ReasonFacts>> = {
  'both-verified': row('mutual', 'R6', 'listener', 'each side verifies the other'),
  'permissive-mutual': row(
    'verified',
    'R11',
    'listener',
    'each side verifies the other here, but the listener also answers plain text on its port, so a caller without a certificate gets in',
  ),
  'chain-and-name': row(
    'verified',
    'R1',
    'policy',
    "the caller verifies chain and name of the server's certificate",
  ),

  'acm-chain-only': row(
    'encrypted',
    'R2',
    'listener',
    'no policy covers the port; App Mesh checks the chain of an ACM certificate, and no document says that it checks the name',
  ),
  'file-unverified': row(
    'encrypted',
    'R2',
    'listener',
    "no policy covers the port, so the server's file certificate is used and never validated",
  ),
  'sds-unverified': row(
    'encrypted',
    'A4',
    'listener',
    "no policy covers the port, so the server's certificate from SDS is used and never validated",
  ),
  'enforce-off-tls': row(
    'encrypted',
    'A1',
    'policy',
    'the policy does not enforce TLS, so the server is not verified',
  ),
  'load-balancer-reencrypts': row(
    'encrypted',
    'L1',
    'call',
    'the load balancer encrypts again and verifies nobody',
  ),
  'load-balancer-tls': row(
    'encrypted',
    'L2',
    'call',
    'the load balancer ends TLS; whether outside callers verify it is theirs to say',
  ),
  'outside-tls': row(
    'encrypted',
    'L4',
    'listener',
    'callers from outside must speak TLS; whether they verify whom they reach is theirs to say',
  ),

  'application-tls': row(
    'application',
    'R12',
    'listener',
    'the application says that it encrypts; the mesh only passes the bytes',
  ),
  'no-tls': row('plaintext', 'R3', 'listener', 'no policy covers the port and the listener has no TLS'),
  'enforce-off-plain': row(
    'plaintext',
    'A2',
    'policy',
    'the policy does not enforce TLS and the listener has none',
  ),
  'load-balancer-plain': row(
    'plaintext',
    'L2',
    'call',
    'the load balancer speaks plain text here, as its entry declares',
  ),
  'outside-plain': row('plaintext', 'L4', 'listener', 'callers from outside speak plain text here'),
  'past-the-proxy': row(
    'plaintext',
    'S12',
    'call',
    'the traffic reaches the container past its proxy, and the mesh neither encrypts nor verifies it',
  ),

  'server-has-no-tls': row('broken', 'R1', 'listener', 'the caller insists on TLS and the listener has none'),
  'server-tls-disabled': row(
    'broken',
    'A3',
    'listener',
    "the caller insists on TLS and the listener's TLS is DISABLED",
  ),
  'server-requires-tls': row(
    'broken',
    'L3',
    'call',
    'the load balancer speaks plain text to a listener that takes only TLS',
  ),
  'outside-needs-tls': row(
    'broken',
    'L4',
    'policy',
    'callers from outside speak plain text to a listener that takes only TLS',
  ),
  'foreign-authority': row(
    'broken',
    'R1',
    'policy',
    "the caller trusts no authority in the chain of the server's certificate",
  ),
  'server-chain-incomplete': row(
    'broken',
    'R14',
    'certificate',
    "an authority between the server's certificate and what the caller trusts is not shown with it",
  ),
  'server-certificate-expired': row('broken', 'R13', 'certificate', "the server's certificate has expired"),
  'server-certificate-early': row(
    'broken',
    'R13',
    'certificate',
    "the server's certificate is not valid yet",
  ),
  'name-mismatch': row(
    'broken',
    'R4',
    'names',
    "the server's certificate carries none of the names that the caller expects",
  ),
  'server-usage-mismatch': row(
    'broken',
    'A6',
    'certificate',
    "the server's certificate is not made for servers",
  ),
  'client-certificate-missing': row(
    'broken',
    'R6',
    'policy',
    'the listener asks for a client certificate and the caller shows none',
  ),
  'client-authority-foreign': row(
    'broken',
    'R6',
    'listener',
    "the listener trusts no authority in the chain of the caller's certificate",
  ),
  'client-chain-incomplete': row(
    'broken',
    'R14',
    'client-certificate',
    "an authority between the caller's certificate and what the listener trusts is not shown with it",
  ),
  'client-certificate-expired': row(
    'broken',
    'R13',
    'client-certificate',
    "the caller's certificate has expired",
  ),
  'client-certificate-early': row(
    'broken',
    'R13',
    'client-certificate',
    "the caller's certificate is not valid yet",
  ),
  'client-name-mismatch': row(
    'broken',
    'R5',
    'client-names',
    "the caller's certificate carries none of the names that the listener accepts",
  ),
  'client-usage-mismatch': row(
    'broken',
    'A6',
    'client-certificate',
    "the caller's certificate is not made for clients",
  ),
  'no-workload': row('broken', 'S1', 'call', 'the service leads to no workload that listens'),
  'no-listener': row('broken', 'S2', 'call', 'nothing listens on the port'),
  'not-discoverable': row(
    'broken',
    'S3',
    'call',
    'the workload has no service discovery, so callers find no address',
  ),

  ...REASONS_OF_PLANES,

  // An undecided edge names the rule that waits for the unknown; these two stand where nothing nearer does.
  'fact-unknown': row(
    'undecided',
    'U1',
    'call',
    'the verdict hangs on a fact that the topology does not state',
  ),
  'callers-unknown': row(
    'undecided',
    'L4',
    'call',
    'the verdict hangs on what callers from outside ask of TLS and show',
  ),
  'parameter-open': row('undecided', 'U2', 'call', 'the verdict hangs on a parameter that has no value'),
};
