import type { Flaw } from '../dataplane/lowered';
import { row, type ReasonFacts } from './reason-facts';

/** What the data plane refuses: its own findings report it, so that here it need not be explained. */
export const REASONS_OF_PLANES: Readonly<Record<Flaw, ReasonFacts>> = {
  'port-ambiguous': row(
    'broken',
    'S4',
    'route',
    'there are several listeners, and the route does not say which one it means',
  ),
  'port-not-routed': row(
    'broken',
    'S4',
    'route',
    'the route is for a port on which its router or gateway does not listen',
  ),
  'protocol-mismatch': row(
    'broken',
    'S5',
    'route',
    'the protocol of the route differs from that of its router, gateway or target',
  ),
  'path-without-slash': row(
    'broken',
    'S6',
    'route',
    'a path or prefix of the route does not begin with a slash',
  ),
  'header-unmatchable': row(
    'broken',
    'S8',
    'route',
    'the route matches on a pseudo-header or Host, which never matches',
  ),
  'host-unmatchable': row(
    'broken',
    'S8',
    'route',
    'the hostname of the route contains a port, so no request matches it',
  ),
  'port-shared': row(
    'broken',
    'S9',
    'route',
    'the caller uses the port for several services, which its proxy cannot distinguish',
  ),
  'targets-alike': row(
    'broken',
    'S10',
    'route',
    'another target of the service has the same addresses and port',
  ),
  'value-refused': row(
    'broken',
    'S11',
    'route',
    'the data plane refuses a value of the route, of its service or of one of the two sides',
  ),
  'mesh-not-shared': row('broken', 'S7', 'route', 'the mesh is not shared with the account in this region'),
  'private-ca-unavailable': row('broken', 'S7', 'listener', 'there is no TLS by private CAs in this region'),
  'authority-not-a-ca': row(
    'broken',
    'R7',
    'policy',
    'the ARN of a certificate is given instead of that of a CA',
  ),
  'authority-not-a-root': row(
    'broken',
    'R7',
    'policy',
    'the caller trusts a subordinate CA, and only roots are accepted',
  ),
  'authority-elsewhere': row('broken', 'R7', 'policy', 'a CA is in another region'),
  'too-many-authorities': row(
    'broken',
    'R7',
    'policy',
    'the caller trusts more private CAs than are accepted',
  ),
  'certificate-elsewhere': row(
    'broken',
    'R7',
    'certificate',
    'a certificate that is shown is in another account or region, so its proxy never gets the key',
  ),
  'certificate-public': row(
    'broken',
    'R7',
    'certificate',
    'a certificate that is shown is a public one from ACM, whose key its proxy never gets',
  ),
  'certificate-not-issuable': row(
    'broken',
    'R7',
    'certificate',
    "ACM can't issue a certificate that is shown: not from this authority, or not for this name",
  ),
  'key-unfit': row('broken', 'A7', 'certificate', "the key of the server's certificate is not RSA"),
  'caller-certificate-acm': row('broken', 'R8', 'policy', 'the caller would present a certificate from ACM'),
  'listener-trust-acm': row(
    'broken',
    'R8',
    'listener',
    'the listener would verify its callers by a private CA of ACM',
  ),
};
