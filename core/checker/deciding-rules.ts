import { DOCUMENTS } from '../dataplane/documents';

export interface DecidingRule {
  readonly sentence: string;
  /**
   * The page or RFC that says so, `assumed` where AWS's documents are silent and meshspan settles it, or `meshspan`
   * where it is how the check itself works.
   */
  readonly source: string;
  /** `false`: no edge is judged by it, because what meshspan creates satisfies it already. */
  readonly judged?: false;
}

/**
 * Everything that may decide an edge, by its id: R is the TLS of proxies, S routes, listeners and regions, L the load
 * balancer and callers from outside, A assumed, U what is unknown.
 */
export const RULES = {
  R1: {
    sentence:
      "an enforcing policy that covers the server's port originates TLS with its own trust and names; a server without TLS then refuses the connection",
    source: DOCUMENTS.tls,
  },
  R2: {
    sentence:
      'without a covering policy the server decides: an ACM certificate is validated against its own root, a file certificate is not validated',
    source: DOCUMENTS.tls,
  },
  R3: {
    sentence: 'without a covering policy, callers send plaintext to a server without TLS',
    source: DOCUMENTS.tls,
  },
  R4: {
    sentence:
      "the server's certificate carries one of the policy's names, or the server's discovery name where the policy has none; a wildcard in a certificate matches one label of a DNS name; a list of names has no wildcards, and Envoy compares a URI in it byte by byte, with URIs alone",
    source: DOCUMENTS.tls,
  },
  R5: {
    sentence:
      'a listener with a list of client names refuses certificates that carry none of them; a listener without a list does not check names',
    source: DOCUMENTS.tls,
  },
  R6: {
    sentence:
      'a listener with validation asks for a certificate of an authority that it trusts, and refuses callers that present none',
    source: DOCUMENTS.mutualTls,
  },
  R7: {
    sentence:
      "a listener's certificate from ACM is private, of its own account and region; a policy trusts private CAs of the region: on App Mesh at most three, all of them roots",
    source: DOCUMENTS.tls,
  },
  R8: {
    sentence:
      'on App Mesh, the certificate of a caller and the trust of a listener come from files or SDS, never from ACM',
    source: DOCUMENTS.mutualTls,
  },
  R9: {
    sentence:
      'a proxy may export its own certificate and read the CAs that it trusts: the policy that meshspan creates for each proxy grants exactly that, and policies of other tools are not read',
    source: DOCUMENTS.tls,
    judged: false,
  },
  R10: {
    sentence:
      "the policy of a call replaces the caller's default as a whole, and the default alone would lead to another verdict; a gateway has a default only",
    source: DOCUMENTS.mutualTls,
  },
  R11: {
    sentence:
      'a PERMISSIVE listener that asks for certificates also accepts plaintext on the same port (Envoy serves plain HTTP there), so it does not verify every caller',
    source: DOCUMENTS.mutualTls,
  },
  R12: {
    sentence: 'the mesh carries the bytes of an application that uses TLS itself, and sees no certificate',
    source: DOCUMENTS.mutualTls,
  },
  R13: {
    sentence:
      'a side that validates a certificate refuses it before it is valid and after it has expired; without a covering policy, only a certificate from ACM is validated',
    source: 'RFC 5280, 6.1.3',
  },
  R14: {
    sentence:
      'a certificate is sent with the authorities between it and what the other side trusts: ACM delivers them; a chain file or secret must contain them',
    source: 'RFC 8446, 4.4.2',
  },
  S1: {
    sentence: 'a call needs a service that leads to a workload with a listener',
    source: DOCUMENTS.services,
  },
  S2: {
    sentence: 'a route ends at a port on which its workload listens',
    source: DOCUMENTS.nodes,
  },
  S3: {
    sentence: 'a workload without service discovery receives no calls',
    source: DOCUMENTS.nodes,
  },
  S4: {
    sentence:
      'where there are several listeners, a route names the port at both of its ends, and its router listens there',
    source: DOCUMENTS.routePorts,
  },
  S5: {
    sentence: "a route has the protocol of its router's listener and of its target's",
    source: DOCUMENTS.routes,
  },
  S6: {
    sentence: 'prefixes and paths of a route begin with a slash',
    source: DOCUMENTS.routeMatch,
  },
  S7: {
    sentence: 'in China, App Mesh supports neither shared meshes nor TLS by private CAs',
    source: DOCUMENTS.china,
  },
  S8: {
    sentence:
      'a route compares headers by names without a colon, and never Host; a gateway compares hosts without a port',
    source: DOCUMENTS.pseudoHeaders,
  },
  S9: {
    sentence:
      'a caller uses a TCP port, or a port whose TLS the application terminates, for only one service; HTTP services can share a port, because their hosts distinguish them',
    source: DOCUMENTS.connectivity,
  },
  S10: {
    sentence: 'targets of a route are found at different addresses or ports',
    source: DOCUMENTS.nodes,
  },
  S11: {
    sentence:
      'what has a value that the data plane or AWS refuses is not created, and nothing else is affected',
    source: DOCUMENTS.types,
  },
  S12: {
    sentence:
      'a proxy receives what comes to the ports of its listeners; traffic to other ports of the container is outside the mesh',
    source: DOCUMENTS.nodes,
  },
  L1: {
    sentence: 'a load balancer encrypts towards its targets and does not validate their certificates',
    source: DOCUMENTS.loadBalancer,
  },
  L2: {
    sentence: 'callers from outside connect to the load balancer as its entry declares',
    source: DOCUMENTS.loadBalancer,
  },
  L3: {
    sentence:
      'a load balancer presents no client certificate to its targets, and sends plaintext only where the entry says so',
    source: DOCUMENTS.loadBalancer,
  },
  L4: {
    sentence:
      'callers from outside connect to the listener itself where no load balancer is in front of it, or where one without TLS passes their bytes; `callers` states what they require of TLS and which certificate they present',
    source: DOCUMENTS.networkLoadBalancer,
  },
  A1: {
    sentence: 'a policy with enforce off uses TLS without validation towards a listener with TLS',
    source: 'assumed',
  },
  A2: {
    sentence: 'a policy with enforce off sends plaintext to a listener without TLS',
    source: 'assumed',
  },
  A3: {
    sentence: 'a listener whose mode is DISABLED is, to an enforcing policy, a listener without TLS',
    source: 'assumed',
  },
  A4: {
    sentence:
      'without a covering policy, a certificate from SDS is treated as one from a file: not validated',
    source: 'assumed',
  },
  A6: {
    sentence:
      'a certificate whose usages are known serves only the sides they name; unknown usages mean both',
    source: 'assumed',
  },
  A7: {
    sentence: 'on App Mesh, a listener uses a certificate from ACM only if its key is RSA',
    source: 'assumed',
  },
  U1: {
    sentence:
      'whatever the topology does not state is tried in every way; where the verdicts differ, the edge is undecided',
    source: 'meshspan',
  },
  U2: {
    sentence:
      'a parameter without a value is tried in every way; where the verdicts differ, the edge is undecided',
    source: 'meshspan',
  },
} as const satisfies Readonly<Record<string, DecidingRule>>;

export type DecidingRuleId = keyof typeof RULES;
