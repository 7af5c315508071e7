import * as fc from 'fast-check';
import { lowerToAppMesh } from '../../../../core/dataplane/app-mesh/lower';
import {
  readMesh,
  scopeOf,
  type MeshObjects,
  type Surroundings,
} from '../../../../core/dataplane/app-mesh/read';
import { proxiesOf, type ProxySpec } from '../../../../core/dataplane/envoy';
import { at, closedTopology, stillClosed, type Topology } from '../../../../core/topology';
import { variants } from '../../../cases/variants';
import { pairs } from '../../../envoy/generated/pairs';
import { topologyOf as pairsTopology } from '../../../envoy/generated/written';
import { parsed } from '../yelb';
import { alike } from './alike';
import { objectsOf } from './objects';

const proxiesIn = (topology: Topology): readonly ProxySpec[] =>
  proxiesOf(closedTopology(topology), stillClosed(lowerToAppMesh(topology)), { interception: 'iptables' });

/** What the secrets of a proxy are: ARNs, paths of files, names of an agent's secrets. */
const identities =
  (topology: Topology, { certificates, trusts, account }: ProxySpec, arnOf: ArnOf) =>
  (secret: string): string => {
    const certificate = certificates.find(({ name }) => name === secret);
    if (certificate !== undefined) return JSON.stringify(arnOf.certificate(certificate.certificate, account));
    const trust = trusts.find(({ name }) => name === secret);
    const isPrivate = trust?.authorities?.some((key) => at(topology.authorities, key).kind !== 'file');
    return trust?.name.startsWith('trust_file_') === true || trust?.name.startsWith('trust_sds_') === true
      ? JSON.stringify(trust.source)
      : `${String(isPrivate)} ${(trust?.authorities ?? [])
          .map((key) => arnOf.authority(key))
          .toSorted()
          .join()}`;
  };
type ArnOf = ReturnType<typeof objectsOf>['arns'];

const described = (topology: Topology, arnOf: ArnOf): readonly unknown[] =>
  proxiesIn(topology).map((proxy) => alike(proxy, identities(topology, proxy, arnOf)));

/** The topology that is read from what is deployed of another one. */
const readBack = (objects: MeshObjects, surroundings: Surroundings): Topology =>
  parsed(readMesh(objects, surroundings).written);

function expectSameProxies(topology: Topology): void {
  const { objects, surroundings, arns } = objectsOf(topology);
  const back = readBack(objects, surroundings);
  expect(described(back, objectsOf(back).arns)).toEqual(described(topology, arns));
}

/** What somebody else created has no proxy of the topology's, and a value without a parameter is in no object. */
const whole = Object.entries(variants).filter(
  ([, { dataPlane, mesh, parameters }]) =>
    dataPlane !== 'envoy' && !(typeof mesh === 'object' && 'existing' in mesh) && parameters === undefined,
);

test.each(whole)('what App Mesh holds of "%s" leads to the same proxies', (_, written) =>
  expectSameProxies(parsed(written)),
);

test('what App Mesh holds of any callers and servers leads to the same proxies', () => {
  // That an application does TLS itself, App Mesh has no word for; and of its own defaults, a trust is none.
  const held = pairs.filter(
    ({ tls, policy, trust }) => tls !== 'application' && (policy !== 'written' || trust.of !== 'unsaid'),
  );
  fc.assert(
    fc.property(fc.array(held, { minLength: 1, maxLength: 4 }), (some) => {
      const topology = parsed(pairsTopology(some, { dataPlane: 'app-mesh', defaults: 'api' }));
      // What ACM does not issue is not deployed.
      fc.pre(
        lowerToAppMesh(topology).certificates.every(
          ({ flaw, source }) => source.kind !== 'issue' || flaw === undefined,
        ),
      );
      expectSameProxies(topology);
    }),
    { numRuns: 30 },
  );
});

test('the scope of a proxy leads to the same proxy as the whole mesh', () => {
  for (const [, written] of whole) {
    const topology = parsed(written);
    const { objects, surroundings } = objectsOf(topology);
    const all = readMesh(objects, surroundings);
    const proxies = new Map(proxiesIn(parsed(all.written)).map((proxy) => [proxy.id, proxy]));
    for (const [kind, prefix, keys] of [
      ['virtualNode', 'workload', all.workloads],
      ['virtualGateway', 'gateway', all.gateways],
    ] as const)
      for (const [name, key] of keys) {
        const { written: part } = readMesh(scopeOf(objects, { kind, name }), surroundings);
        const own = proxiesIn(parsed(part)).find(({ id }) => id === `${prefix}/${key}`);
        expect(withoutPlaces(own)).toEqual(withoutPlaces(proxies.get(`${prefix}/${key}`)));
      }
  }
});

const withoutPlaces = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === 'at' ? undefined : each)));
