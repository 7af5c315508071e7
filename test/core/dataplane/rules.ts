import { lower } from '../../../core/dataplane';
import type { Path } from '../../../core/topology';
import { changed, direct, parsed, yelb } from './yelb';

const ROOT = { kind: 'private-ca', commonName: 'yelb' } as const;
const http = { protocol: 'http' as const };

/** Yelb with one of everything that a rule looks at, none of it wrong, as a person writes it. */
const written = {
  ...yelb,
  authority: undefined,
  authorities: {
    root: ROOT,
    second: ROOT,
    third: ROOT,
    fourth: ROOT,
    company: { kind: 'existing-ca', arn: 'arn:aws:acm-pca:us-west-2:111111111111:certificate-authority/1' },
    web: { kind: 'file', chain: '/etc/ssl/certs/ca-certificates.crt', public: true },
  },
  certificates: {
    bought: {
      kind: 'acm',
      arn: 'arn:aws:acm:us-west-2:222222222222:certificate/1',
      facts: { issuer: 'company' },
    },
  },
  workloads: {
    ...yelb.workloads,
    'yelb-db': {
      account: 'backend',
      listens: { protocol: 'tcp', port: 5432, tls: { certificate: 'bought' } },
    },
    'yelb-cache': {
      account: 'backend',
      callDefaults: { trust: { kind: 'private-ca', authorities: 'root' } },
      listens: {
        ...http,
        port: 8080,
        timeout: { idle: '5s', perRequest: '2s' },
        connectionPool: { maxConnections: 10 },
        outlierDetection: {
          maxServerErrors: 5,
          maxEjectionPercent: 50,
          interval: '10s',
          baseEjectionDuration: '30s',
        },
      },
    },
    'yelb-mail': { account: 'backend', listens: { protocol: 'grpc', port: 9000 } },
    'far-db': { account: 'frontend', listens: { protocol: 'tcp', port: 5432 } },
  },
  services: {
    ...yelb.services,
    ...direct,
    mail: { routes: [{ name: 'mail', serviceName: 'yelb.Mail', to: 'yelb-mail' }] },
  },
  gateways: {
    door: {
      listens: { ...http, port: 8080 },
      routes: [{ name: 'door', prefix: '/', service: 'yelb-ui' }],
    },
  },
} as const;

const whole = parsed(written);

/** A change: where, and what then stands there. */
export type Change = readonly [path: Path, value: unknown];

/** Findings of the topology with one or more changes, as `rule at path`. */
export function findingsAfter(...changes: readonly Change[]): readonly string[] {
  const topology = changes.reduce((tree, [path, value]) => changed(tree, path, value), whole);
  return lower(topology).findings.map(({ rule, at }) => `${rule} at ${at.path.join('.')}`);
}

/** The same for a topology that is written otherwise: what the parser refuses before is an error. */
export const findingsOfWritten = (...changes: readonly Change[]): readonly string[] =>
  lower(
    parsed(changes.reduce<unknown>((tree, [path, value]) => changed(tree, path, value), written)),
  ).findings.map(({ rule, at }) => `${rule} at ${at.path.join('.')}`);

/** The sentences and remedies of those findings. */
export function sentencesAfter(...changes: readonly Change[]): readonly string[] {
  const topology = changes.reduce((tree, [path, value]) => changed(tree, path, value), whole);
  return lower(topology).findings.flatMap(({ summary, fix }) => [summary, fix]);
}

export const APPSERVER_ROUTE = ['services', 'yelb-appserver', 'provider', 'router', 'routes', 0] as const;
export const MAIL_ROUTE = ['services', 'mail', 'provider', 'router', 'routes', 0] as const;
export const DOOR_ROUTE = ['gateways', 'door', 'routes', 0] as const;
export const CACHE_LISTENER = ['workloads', 'yelb-cache', 'listeners', 0] as const;
export const UI_POLICY = ['workloads', 'yelb-ui', 'calls', 0, 'policy'] as const;
export const OPEN = { parameter: 'LATER' };
