import { lower } from '../../../core/dataplane';
import { topologyOf, type Path } from '../../../core/topology';
import { changed } from './yelb';

export const id = '11111111-2222-4333-8444-555555555555';

/** A ferry line with one of everything whose form AWS knows, all of it right; as a person writes it. */
const ferry = {
  mesh: 'ferry',
  region: 'eu-north-1',
  owner: 'pier',
  dataPlane: 'app-mesh',
  acceptEnded: true,
  tags: { line: 'Å-B 1/2', 'cost:center': '42' },
  parameters: { LATER: {} },
  accounts: {
    pier: {
      id: '111111111111',
      role: 'deploy',
      network: { cidr: '10.1.0.0/16', zones: ['eu-north-1a', 'eu-north-1b'] },
    },
    boat: {
      id: '222222222222',
      role: 'arn:aws:iam::222222222222:role/crew/deploy',
      network: { cidr: '10.2.0.0/16' },
    },
  },
  authorities: {
    root: {
      kind: 'private-ca',
      commonName: 'ferry root',
      organization: 'Färjan AB',
      country: 'SE',
      locality: 'Öregrund',
    },
    company: {
      kind: 'existing-ca',
      arn: `arn:aws:acm-pca:eu-north-1:111111111111:certificate-authority/${id}`,
    },
  },
  certificates: {
    bought: {
      kind: 'acm',
      arn: `arn:aws:acm:eu-north-1:222222222222:certificate/${id}`,
      facts: { issuer: 'company', names: ['engine.boat.ferry.internal'] },
    },
    public: { kind: 'acm', arn: `arn:aws:acm:eu-north-1:111111111111:certificate/${id}` },
  },
  workloads: {
    desk: {
      account: 'pier',
      listens: { protocol: 'http', port: 8080 },
      calls: ['engine', 'horn'],
      entry: [{ port: 443, tls: { certificate: 'public' } }, { port: 80 }],
      discovery: { kind: 'cloud-map', service: 'desk', attributes: { STAGE: 'blue green' } },
    },
    engine: { account: 'boat', listens: { protocol: 'http', port: 8080, tls: { certificate: 'bought' } } },
    horn: {
      account: 'boat',
      listens: { protocol: 'http', port: 8081 },
      discovery: { kind: 'dns', hostname: 'horn.boat.example' },
    },
    radar: {
      account: 'boat',
      listens: { protocol: 'grpc', port: 8082 },
      discovery: { kind: 'cloud-map', existing: true, namespace: 'old.internal', service: 'radar' },
    },
  },
  services: {
    engine: {
      routes: [{ headers: { 'x-stage': 'blue' }, to: 'engine' }],
    },
    horn: { name: 'horn.boat.example', to: 'horn' },
    radar: { routes: [{ serviceName: 'Radar', metadata: { 'x-sea': 'calm' }, to: 'radar' }] },
    tide: { name: 'tide.boat.ferry.internal', account: 'boat', routes: [{ to: 'engine' }] },
  },
  gateways: {
    ramp: {
      listens: { protocol: 'http', port: 8443 },
      record: { name: 'ferry.example' },
      routes: [{ hostname: 'tickets.ferry.example', prefix: '/', service: 'desk' }],
    },
  },
};

/** A change: where, and what is written there. */
export type Change = readonly [path: Path, value: unknown];

/** What is found after changes. */
export function findings(...changes: readonly Change[]) {
  const written = changes.reduce<unknown>((tree, [path, value]) => changed(tree, path, value), ferry);
  const parsed = topologyOf(written);
  if (!parsed.ok) throw new Error(parsed.findings.map(({ summary }) => summary).join('\n'));
  return lower(parsed.value).findings;
}
/** The same as `rule at path`. */
export const lines = (...changes: readonly Change[]): readonly string[] =>
  findings(...changes).map(({ rule, at }) => `${rule} at ${at.path.join('.')}`);
