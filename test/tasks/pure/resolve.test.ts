import { resolve, type Sources } from '../../../local/tasks/network/resolve';
import type { DiscoveryService, Zone, ZoneRecord } from '../../../local/tasks/read/names';

const zone = (
  id: string,
  name: string,
  vpcs: readonly string[],
  records: readonly [string, ZoneRecord][] = [],
): Zone => ({
  account: '111111111111',
  id,
  name,
  isPrivate: vpcs.length > 0,
  vpcs: new Set(vpcs),
  records: new Map(records),
});
const service = (name: string, at: string): DiscoveryService => ({
  account: '111111111111',
  id: name,
  arn: name,
  name,
  zone: at,
  ttl: 10,
});
const addresses = (...list: string[]): ZoneRecord => ({ kind: 'addresses', ttl: 5, addresses: list });

let instances: readonly string[] = ['10.0.0.1', '10.0.0.2'];
const sources: Sources = {
  names: {
    zones: [
      zone('Z1', 'mesh.internal', ['vpc-1', 'vpc-2']),
      zone(
        'Z2',
        'example.com',
        [],
        [
          ['shop.example.com', { kind: 'alias', name: 'dualstack.lb-1.elb.amazonaws.com' }],
          ['old.example.com', { kind: 'alias', name: 'shop.example.com' }],
          ['*.example.com', addresses('192.0.2.1')],
        ],
      ),
      zone('Z3', 'example.com', ['vpc-2'], [['db.example.com', addresses('10.0.0.9')]]),
      zone('Z4', 'circle.test', [], [['circle.test', { kind: 'alias', name: 'circle.test' }]]),
    ],
    services: [service('ui.mesh.internal', 'Z1')],
  },
  instancesOf: () => Promise.resolve(instances),
  balancerOf: (name) => (name === 'lb-1.elb.amazonaws.com' ? ['10.0.1.1'] : undefined),
};

test('instances of Cloud Map, in the networks that the zone is associated with', async () => {
  expect(await resolve(sources, 'vpc-1', 'UI.mesh.internal.')).toEqual({ addresses: instances, ttl: 10 });
  expect(await resolve(sources, 'vpc-3', 'ui.mesh.internal')).toBeUndefined();
  expect(await resolve(sources, undefined, 'ui.mesh.internal')).toBeUndefined();
});

test('a service without an instance does not exist', async () => {
  instances = [];
  expect(await resolve(sources, 'vpc-1', 'ui.mesh.internal')).toBeUndefined();
});

test('aliases lead to load balancers, and in a circle to nothing', async () => {
  const found = { addresses: ['10.0.1.1'], ttl: 60 };
  expect(await resolve(sources, 'vpc-1', 'shop.example.com')).toEqual(found);
  expect(await resolve(sources, undefined, 'old.example.com')).toEqual(found);
  expect(await resolve(sources, undefined, 'circle.test')).toBeUndefined();
});

test('a private zone hides a public one of its name, as a whole', async () => {
  expect(await resolve(sources, 'vpc-2', 'db.example.com')).toMatchObject({ addresses: ['10.0.0.9'] });
  expect(await resolve(sources, 'vpc-2', 'shop.example.com')).toBeUndefined();
  expect(await resolve(sources, 'vpc-1', 'db.example.com')).toMatchObject({ addresses: ['192.0.2.1'] });
});
