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

/** The tests check for a day in 2027. */
const TIMES = {
  now: { from: '2020-01-01', until: '2030-01-01' },
  past: { from: '2020-01-01', until: '2027-01-01' },
  future: { from: '2029-01-01', until: '2030-01-01' },
  endless: { from: '2020-01-01' },
};

const factsOf = ({ signer, names, time, below }: CertificateKind, host: string) => ({
  ...(signer === 'unknown' ? {} : { issuer: below === undefined ? signer : 'branch' }),
  ...(time === undefined ? {} : { validity: TIMES[time] }),
  ...(below === 'leaf' ? { chain: [] } : below === 'branch' ? { chain: ['branch'] } : {}),
  ...(names ? { names: names(host) } : {}),
});

function writtenCertificate(kind: CertificateKind, host: string, account: string): object {
  const facts = factsOf(kind, host);
  const { unusable = false } = kind;
  switch (kind.source) {
    case 'issued':
      return {
        kind: 'issued',
        authority: kind.signer,
        names: kind.names?.(host),
        ...(unusable ? { keyAlgorithm: 'EC_prime256v1' } : {}),
      };
    case 'acm': {
      const home = unusable ? '999999999999' : account;
      return { kind: 'acm', arn: `arn:aws:acm:us-west-2:${home}:certificate/${host}`, facts };
    }
    case 'file':
      return { kind: 'file', chain: '/certs/chain.pem', privateKey: '/certs/key.pem', facts };
    case 'sds':
      return { kind: 'sds', secret: host, facts };
  }
}

const SHOWN = { file: 'shown', expired: 'shown-late', leaf: 'shown-alone', ACM: 'kept' };

export function writtenPolicy(policy: Policy, servers: readonly Server[]): object {
  const ports = { all: undefined, covering: servers.map((server) => PORTS[server]), other: [9999] }[
    policy.ports
  ];
  const texts = {
    discovery: servers.map((server) => HOSTS[server]),
    elsewhere: ['elsewhere.internal'],
    nobody: ['nobody.internal'],
    wildcard: [`*.${ZONE}`],
    identity: ['spiffe://yelb/Pay'],
  };
  const names = policy.names.flatMap((name) => texts[name]);
  const authorities = {
    root: ['root'],
    other: ['other'],
    both: ['root', 'other'],
    unknown: undefined,
    certificate: ['root', 'mistaken'],
    subordinate: ['root', 'below'],
    four: ['root', 'other', 'third', 'fourth'],
  }[policy.trusts];
  return {
    enforce: policy.enforce,
    ...(ports ? { ports } : {}),
    trust: authorities ? { kind: 'private-ca', authorities } : { kind: 'file', chain: '/certs/trust.pem' },
    names,
    ...(policy.shows === 'nothing' ? {} : { certificate: SHOWN[policy.shows] }),
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
  const account = server === 'yelb-ui' ? '111111111111' : '222222222222';
  const kind = CERTIFICATES[listener.certificate];
  written.certificates[certificate] = writtenCertificate(kind, HOSTS[server], account);
  const { asks } = listener;
  const clients = asks && {
    trust:
      asks === 'ACM'
        ? { kind: 'private-ca', authorities: ['root'] }
        : { kind: 'file', chain: '/certs/clients.pem', authorities: asks },
  };
  listens.tls = { mode: listener.tls, certificate, ...(clients ? { clients } : {}) };
}

export function addOther(written: WrittenYelb): void {
  written.authorities.other = { kind: 'private-ca', commonName: 'other root' };
  for (const key of ['third', 'fourth'])
    written.authorities[key] = { kind: 'private-ca', commonName: `${key} root` };
  const arn = (resource: string): string => `arn:aws:${resource}`;
  written.authorities.mistaken = {
    kind: 'existing-ca',
    arn: arn('acm:us-west-2:111111111111:certificate/1'),
  };
  written.authorities.below = {
    kind: 'existing-ca',
    arn: arn('acm-pca:us-west-2:111111111111:certificate-authority/1'),
    level: 'subordinate',
  };
  written.authorities.branch = {
    kind: 'existing-ca',
    arn: arn('acm-pca:us-west-2:111111111111:certificate-authority/2'),
    level: 'subordinate',
    parent: 'root',
  };
  const caller = { issuer: 'root', names: ['caller.internal'] };
  written.certificates.kept = { kind: 'issued', authority: 'root', names: caller.names };
  const shown = (facts: object): object => ({
    kind: 'file',
    chain: '/certs/caller.pem',
    privateKey: '/certs/caller.key',
    facts,
  });
  written.certificates.shown = shown(caller);
  written.certificates['shown-late'] = shown({ ...caller, validity: TIMES.past });
  written.certificates['shown-alone'] = shown({ ...caller, issuer: 'branch', chain: [] });
}
