import { check, type CheckOptions, type CheckResult } from '../../../core/checker';
import { lowerToAppMesh } from '../../../core/dataplane/app-mesh/lower';
import type { Lowered } from '../../../core/dataplane/lowered';
import { topologyOf, type Topology } from '../../../core/topology';

export interface WrittenWorkload {
  account: string;
  listens?: { port: unknown; protocol: string; tls?: unknown };
  discovery?: unknown;
  calls?: { service: string; policy?: unknown }[];
  callDefaults?: unknown;
  entry?: Record<string, unknown>;
}

/** Yelb as a person writes it, open to a test's changes. */
export interface WrittenYelb {
  mesh: unknown;
  region?: string;
  acceptEnded?: boolean;
  defaults?: string;
  parameters?: Record<string, unknown>;
  authorities: Record<string, unknown>;
  certificates: Record<string, unknown>;
  workloads: Record<'yelb-ui' | 'yelb-appserver' | 'yelb-db' | 'redis-server', WrittenWorkload> &
    Record<string, WrittenWorkload>;
  services: Record<string, unknown>;
  gateways?: Record<string, unknown>;
}

export const writtenYelb = (): WrittenYelb & Record<string, unknown> => ({
  mesh: 'yelb',
  region: 'us-west-2',
  owner: 'frontend',
  accounts: {
    frontend: { id: '111111111111', network: { cidr: '10.192.0.0/16' } },
    backend: { id: '222222222222', network: { cidr: '10.193.0.0/16' } },
  },
  authorities: { root: { kind: 'private-ca', commonName: 'yelb root' } },
  certificates: {},
  workloads: {
    'yelb-ui': {
      account: 'frontend',
      listens: { port: 80, protocol: 'http' },
      calls: [{ service: 'yelb-appserver' }],
      entry: { port: 80 },
    },
    'yelb-appserver': {
      account: 'backend',
      listens: { port: 4567, protocol: 'http' },
      calls: [{ service: 'yelb-db' }, { service: 'redis-server' }],
    },
    'yelb-db': { account: 'backend', listens: { port: 5432, protocol: 'tcp' } },
    'redis-server': { account: 'backend', listens: { port: 6379, protocol: 'tcp' } },
  },
  services: { 'yelb-appserver': { routes: [{ prefix: '/', to: 'yelb-appserver' }] } },
});

export interface CheckedYelb extends CheckResult {
  readonly topology: Topology;
  readonly lowered: Lowered;
}

/** The day for which the tests check. */
export const TODAY = Date.UTC(2027, 5, 15);

/** Yelb with one change, through the real pipeline: what is written, parsed, lowered and checked. */
export function yelb(
  change: (written: WrittenYelb) => void = () => {},
  values: Readonly<Record<string, string>> = {},
  options: CheckOptions = {},
): CheckedYelb {
  const written = writtenYelb();
  change(written);
  const parsed = topologyOf(written, { values });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings, undefined, 2));
  const lowered = lowerToAppMesh(parsed.value);
  return { topology: parsed.value, lowered, ...check(parsed.value, lowered, [], { at: TODAY, ...options }) };
}

/** `yelb-ui -> yelb-appserver`, as tests name edges. */
export const nameOf = ({ client, server }: { readonly client: string; readonly server: string }): string =>
  `${client.replace(/^(workload|gateway)\//, '')} -> ${server.replace(/^(workload|gateway)\//, '')}`;

/* Changes that several tests make. */
export const DB_NAME = 'yelb-db.backend.yelb.internal';

export const dbCall = (file: WrittenYelb, policy: unknown): void => {
  file.workloads['yelb-appserver'].calls = [{ service: 'yelb-db', policy }, { service: 'redis-server' }];
};
export const dbTls = (file: WrittenYelb, tls: unknown): void => {
  file.workloads['yelb-db'].listens = { port: 5432, protocol: 'tcp', tls };
};
export const uiTls = (file: WrittenYelb, tls: unknown): void => {
  file.workloads['yelb-ui'].listens = { port: 80, protocol: 'http', tls };
};
export const certificate = (
  file: WrittenYelb,
  key: string,
  facts: object,
  kind: 'file' | 'sds' | 'acm' = 'file',
): string => {
  const content = {
    file: { chain: `/certs/${key}.pem`, privateKey: `/certs/${key}.key` },
    sds: { secret: key },
    acm: { arn: 'arn:aws:acm:us-west-2:222222222222:certificate/0f0f0f0f-0000-4000-8000-000000000000' },
  }[kind];
  file.certificates[key] = { kind, ...content, facts };
  return key;
};
export const other = (file: WrittenYelb): string => {
  file.authorities.other = { kind: 'private-ca', commonName: 'other root' };
  return 'other';
};

export const ROOT = { kind: 'private-ca', authorities: 'root' };
export const FULL = { trust: ROOT, names: [] };
export const CLIENTS = { trust: { kind: 'file', chain: '/certs/clients.pem', authorities: 'root' } };
export const CALLER = { issuer: 'root', names: ['caller.internal'] };

/** The database asks callers for certificates, and the application server shows one with these facts. */
export const mutual =
  (facts: object | undefined, clients: object = CLIENTS, mode = 'STRICT') =>
  (file: WrittenYelb): void => {
    dbTls(file, { mode, clients });
    dbCall(file, facts ? { ...FULL, certificate: certificate(file, 'caller', facts) } : FULL);
  };

/** What one rule finds after a change. */
export const found = (rule: string, change?: (file: WrittenYelb) => void) =>
  yelb(change).findings.filter((finding) => finding.rule === rule);
