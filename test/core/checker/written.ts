import type { WrittenYelb } from './yelb';
import { CERTIFICATES, ZONE, type CertificateKind, type Listener, type Policy, type Server } from './oracle';

/* Writing down what the oracle speaks of. */
const HOSTS: Record<Server, string> = {
  'yelb-ui': 'yelb-ui.frontend.yelb.internal',
  'yelb-appserver': `yelb-appserver.${ZONE}`,
  'yelb-db': `yelb-db.${ZONE}`,
  'redis-server': `redis-server.${ZONE}`,
};
const PORTS: Record<Server, number> = {
  'yelb-ui': 80,
  'yelb-appserver': 4567,
  'yelb-db': 5432,
  'redis-server': 6379,
};

export type CallName =
  | 'yelb-ui -> yelb-appserver'
  | 'yelb-appserver -> yelb-db'
  | 'yelb-appserver -> redis-server';
export interface CallPlace {
  readonly name: CallName;
  readonly caller: 'yelb-ui' | 'yelb-appserver';
  readonly server: Exclude<Server, 'yelb-ui'>;
  /** Position among the caller's calls. */
  readonly index: number;
}
export const CALLS: readonly CallPlace[] = [
  { name: 'yelb-ui -> yelb-appserver', caller: 'yelb-ui', server: 'yelb-appserver', index: 0 },
  { name: 'yelb-appserver -> yelb-db', caller: 'yelb-appserver', server: 'yelb-db', index: 0 },
  { name: 'yelb-appserver -> redis-server', caller: 'yelb-appserver', server: 'redis-server', index: 1 },
];

const factsOf = ({ signer, names }: CertificateKind, host: string) => ({
  ...(signer === 'unknown' ? {} : { issuer: signer }),
  ...(names ? { names: names(host) } : {}),
});

function writtenCertificate(kind: CertificateKind, host: string): object {
  const facts = factsOf(kind, host);
  switch (kind.source) {
    case 'issued':
      return { kind: 'issued', authority: kind.signer, names: kind.names?.(host) };
    case 'acm':
      return { kind: 'acm', arn: `arn:aws:acm:us-west-2:222222222222:certificate/${host}`, facts };
    case 'file':
      return { kind: 'file', chain: '/certs/chain.pem', privateKey: '/certs/key.pem', facts };
    case 'sds':
      return { kind: 'sds', secret: host, facts };
  }
}

export function writtenPolicy(policy: Policy, servers: readonly Server[]): object {
  const ports = { all: undefined, covering: servers.map((server) => PORTS[server]), other: [9999] }[
    policy.ports
  ];
  const texts = {
    discovery: servers.map((server) => HOSTS[server]),
    elsewhere: ['elsewhere.internal'],
    nobody: ['nobody.internal'],
  };
  const names = policy.names.flatMap((name) => texts[name]);
  const authorities = { root: ['root'], other: ['other'], both: ['root', 'other'], unknown: undefined }[
    policy.trusts
  ];
  return {
    enforce: policy.enforce,
    ...(ports ? { ports } : {}),
    trust: authorities ? { kind: 'private-ca', authorities } : { kind: 'file', chain: '/certs/trust.pem' },
    names,
    ...(policy.shows ? { certificate: 'shown' } : {}),
  };
}

export function writeListener(written: WrittenYelb, server: Server, listener: Listener): void {
  const { listens } = written.workloads[server];
  if (listens === undefined) throw new Error(`${server} listens`);
  if (listener.tls === 'none' || listener.tls === 'application') {
    listens.tls = listener.tls;
    return;
  }
  const certificate = `${server}-presents`;
  written.certificates[certificate] = writtenCertificate(CERTIFICATES[listener.certificate], HOSTS[server]);
  const clients = listener.asks && {
    trust: { kind: 'file', chain: '/certs/clients.pem', authorities: listener.asks },
  };
  listens.tls = { mode: listener.tls, certificate, ...(clients ? { clients } : {}) };
}

export function addOther(written: WrittenYelb): void {
  written.authorities.other = { kind: 'private-ca', commonName: 'other root' };
  written.certificates.shown = {
    kind: 'file',
    chain: '/certs/caller.pem',
    privateKey: '/certs/caller.key',
    facts: { issuer: 'root', names: ['caller.internal'] },
  };
}
