import { write, type WrittenTopology } from '../../../core/topology';
import type { LeafKind, Pair, TrustKind } from './pairs';

const { Authority, Certificate, Trust } = write;
const listening = { http: write.http, http2: write.http2, grpc: write.grpc, tcp: write.tcp };

type Workloads = NonNullable<WrittenTopology['workloads']>;
type Gateways = NonNullable<WrittenTopology['gateways']>;
type Policy = Exclude<NonNullable<Workloads[string]['callDefaults']>, string>;

/** What a set of pairs is written for. */
export interface Setting {
  readonly dataPlane: 'envoy' | 'app-mesh';
  readonly defaults: 'secure' | 'api';
}

const ACCOUNTS = { one: '111111111111', two: '222222222222' } as const;
const hostOf = (key: string, account: keyof typeof ACCOUNTS): string => `${key}.${account}.pairs.internal`;
const uriOf = (key: string): string => `spiffe://pairs/${key}`;
/** The port of a server; with interception or without, no other number follows from it in these topologies. */
const portOf = (index: number): number => 8001 + index;

/** A topology of independent pairs: of each, a caller `c<index>` or gateway `g<index>`, and a server `s<index>`. */
export function topologyOf(pairs: readonly Pair[], { dataPlane, defaults }: Setting): WrittenTopology {
  const written = pairs.map(writtenPair);
  return {
    mesh: 'pairs',
    region: 'us-west-2',
    owner: 'one',
    dataPlane,
    defaults,
    acceptEnded: true,
    accounts: {
      one: { id: ACCOUNTS.one, network: { cidr: '10.10.0.0/16' } },
      two: { id: ACCOUNTS.two, network: { cidr: '10.20.0.0/16' } },
    },
    authorities: {
      root: Authority.privateCa({ commonName: 'root', keyAlgorithm: 'EC_prime256v1' }),
      below: Authority.existing(
        'arn:aws:acm-pca:us-west-2:111111111111:certificate-authority/00000000-0000-4000-8000-000000000001',
        { level: 'subordinate', parent: 'root', shared: true },
      ),
      other: Authority.privateCa({ commonName: 'other', keyAlgorithm: 'EC_prime256v1' }),
    },
    certificates: merged(written.map((each) => each.certificates)),
    workloads: merged(written.map((each) => each.workloads)),
    services: Object.fromEntries(pairs.map((_, index) => [`s${index}`, { routes: [{ to: `s${index}` }] }])),
    gateways: merged(written.map((each) => each.gateways)),
  };
}

const merged = <T>(parts: readonly Readonly<Record<string, T>>[]): Record<string, T> =>
  Object.assign({}, ...parts) as Record<string, T>;

interface WrittenPair {
  readonly certificates: NonNullable<WrittenTopology['certificates']>;
  readonly workloads: Workloads;
  readonly gateways: Gateways;
}

function writtenPair(pair: Pair, index: number): WrittenPair {
  const { account, caller, protocol, tls, presents, shown, shows } = pair;
  const server = `s${index}`;
  const client = caller === 'workload' ? `c${index}` : `g${index}`;
  const hasTls = tls !== 'none' && tls !== 'application';
  const policy = policyOf(pair, index, client);
  const listens = listening[protocol](portOf(index), {
    tls: hasTls ? { mode: tls, certificate: `${server}-cert`, ...clientsOf(pair, client) } : tls,
  });
  const isShown = pair.policy === 'written' && shows === 'written';
  return {
    certificates: {
      ...(hasTls && { [`${server}-cert`]: certificateOf(presents, server, account) }),
      ...(caller === 'gateway-tls' && {
        [`${client}-front`]: Certificate.issued({ authority: 'root', names: [hostOf(client, 'one')] }),
      }),
      ...(isShown && { [`${client}-cert`]: certificateOf(shown, client, 'one') }),
    },
    workloads: {
      [server]: { account, listens, discovery: { kind: 'cloud-map' } },
      ...(caller === 'workload' && {
        [client]: {
          account: 'one',
          calls: [policy === undefined ? server : { service: server, policy }],
        },
      }),
    },
    gateways:
      caller === 'workload'
        ? {}
        : {
            [client]: {
              account: 'one',
              listens: listening[protocol === 'tcp' ? 'http' : protocol](portOf(index) + 1000, {
                tls: caller === 'gateway' ? 'none' : { mode: 'STRICT', certificate: `${client}-front` },
              }),
              routes: [
                protocol === 'grpc'
                  ? { serviceName: 'lab', service: server }
                  : { prefix: '/', service: server },
              ],
              ...(policy !== undefined && { callDefaults: policy }),
              ...(caller === 'gateway-tls' && {
                callers: { trust: Trust.privateCa('root'), names: [hostOf(client, 'one')] },
              }),
            },
          },
  };
}

function certificateOf(
  { source, signer, names, validity, chain, usages }: LeafKind,
  key: string,
  account: keyof typeof ACCOUNTS,
): NonNullable<WrittenTopology['certificates']>[string] {
  const carried = NAMES[names](key, account);
  if (source === 'issued') return Certificate.issued({ authority: signer, names: carried });
  const facts = {
    issuer: signer,
    names: carried,
    validity: VALIDITY[validity],
    chain: signer === 'below' && (chain === 'with' || source === 'acm') ? ['below'] : [],
    ...(usages !== 'both' && { usages: [usages] }),
  };
  switch (source) {
    case 'acm':
      return Certificate.acm(`arn:aws:acm:us-west-2:${ACCOUNTS[account]}:certificate/${key}`, { facts });
    case 'file':
      return Certificate.file({
        chain: `/certs/${key}/chain.pem`,
        privateKey: `/certs/${key}/key.pem`,
        facts,
      });
    case 'sds':
      return Certificate.sds(key, { facts });
  }
}

const NAMES: Readonly<
  Record<LeafKind['names'], (key: string, account: keyof typeof ACCOUNTS) => [string, ...string[]]>
> = {
  own: (key, account) => [hostOf(key, account)],
  wildcard: (_key, account) => [hostOf('*', account)],
  uri: (key) => [uriOf(key)],
  elsewhere: () => ['elsewhere.pairs.internal'],
  several: (key, account) => [uriOf(key), 'www.example.com', hostOf(key, account)],
};

const VALIDITY = {
  valid: { from: '2020-01-01', until: '2040-01-01' },
  expired: { from: '2020-01-01', until: '2021-01-01' },
  early: { from: '2039-01-01', until: '2040-01-01' },
} as const;

function trustOf({ of, by }: TrustKind, secret: string): NonNullable<Policy['trust']> | undefined {
  if (of === 'unsaid') return undefined;
  const authorities = of === 'both' ? ['root', 'other'] : [of];
  return {
    'private-ca': Trust.privateCa(authorities),
    file: Trust.file(`/trust/${secret}.pem`, authorities),
    sds: Trust.sds(secret, authorities),
  }[by];
}

function policyOf(pair: Pair, index: number, client: string): Policy | 'none' | undefined {
  if (pair.policy !== 'written') return pair.policy === 'none' ? 'none' : undefined;
  const { account, enforce, ports, names, shows } = pair;
  const server = `s${index}`;
  const trust = trustOf(pair.trust, `${client}-trust`);
  const expected = {
    own: [hostOf(server, account)],
    uri: [uriOf(server)],
    elsewhere: ['nobody.pairs.internal'],
    two: ['nobody.pairs.internal', hostOf(server, account)],
  };
  return {
    enforce,
    ...(ports !== 'all' && { ports: [ports === 'covering' ? portOf(index) : 9999] }),
    ...(trust && { trust }),
    ...(names !== 'unsaid' && { names: expected[names] }),
    ...(shows === 'written' && { certificate: `${client}-cert` }),
  };
}

function clientsOf({ clients, clientTrust }: Pair, client: string) {
  if (clients === 'unsaid') return {};
  if (clients === 'none') return { clients };
  const trust = trustOf(clientTrust, `${client}-clients`) ?? Trust.privateCa('root');
  const names = {
    'any-name': undefined,
    own: [hostOf(client, 'one')],
    uri: [uriOf(client)],
    elsewhere: ['nobody.pairs.internal'],
    two: ['nobody.pairs.internal', uriOf(client), hostOf(client, 'one')],
  }[clients];
  return { clients: { trust, ...(names && { names }) } };
}
