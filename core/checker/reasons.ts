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
    'each side verifies the other here, but the listener also accepts plaintext on its port, so a caller without a certificate gets in',
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
    'no policy covers the port; the proxy checks the chain of an ACM certificate, but no document says that it also checks the name',
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
    'the load balancer encrypts to the listener, and verifies no certificate',
  ),
  'load-balancer-tls': row(
    'encrypted',
    'L2',
    'call',
    'the load balancer terminates TLS; whether callers from outside verify it is up to them',
  ),
  'outside-tls': row(
    'encrypted',
    'L4',
    'listener',
    'callers from outside must use TLS; whether they verify the server is up to them',
  ),

  'application-tls': row(
    'application',
    'R12',
    'listener',
    'the topology says that the application encrypts; the mesh only passes the bytes',
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
    'the load balancer sends plaintext here, as its entry declares',
  ),
  'load-balancer-accepts-plain': row(
    'plaintext',
    'L2',
    'call',
    'callers from outside send plaintext to the load balancer, as its entry declares',
  ),
  'outside-plain': row('plaintext', 'L4', 'listener', 'callers from outside send plaintext here'),
  'past-the-proxy': row(
    'plaintext',
    'S12',
    'call',
    'the traffic bypasses the proxy of the container, so the mesh neither encrypts nor verifies it',
  ),

  'server-has-no-tls': row('broken', 'R1', 'listener', 'the caller requires TLS and the listener has none'),
  'server-tls-disabled': row(
    'broken',
    'A3',
    'listener',
    "the caller requires TLS and the listener's TLS is DISABLED",
  ),
  'server-requires-tls': row(
    'broken',
    'L3',
    'call',
    'the load balancer sends plaintext to a listener that accepts only TLS',
  ),
  'outside-needs-tls': row(
    'broken',
    'L4',
    'policy',
    'callers from outside send plaintext to a listener that accepts only TLS',
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
    "an authority between the server's certificate and what the caller trusts is not sent with it",
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
    "the server's certificate is not valid for use by a server",
  ),
  'client-certificate-missing': row(
    'broken',
    'R6',
    'policy',
    'the listener asks for a client certificate and the caller presents none',
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
    "an authority between the caller's certificate and what the listener trusts is not sent with it",
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
    "the caller's certificate is not valid for use by a client",
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

  // An undecided edge names the rule that needs the unknown; these two are named where no other rule does.
  'fact-unknown': row(
    'undecided',
    'U1',
    'call',
    'the verdict depends on a fact that the topology does not state',
  ),
  'callers-unknown': row(
    'undecided',
    'L4',
    'call',
    'the verdict depends on what callers from outside require of TLS and present',
  ),
  'parameter-open': row('undecided', 'U2', 'call', 'the verdict depends on a parameter that has no value'),
};
