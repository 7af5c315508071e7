import { fieldOf } from '../../../../core/base/json';
import type { Manifest } from '../../../../core/dataplane/pods';
import { halfOnEks } from '../../../cases/pod-variants';
import { byKind, mallWith, objectsIn, onEksOf } from './on-eks';

const specOf = (manifest: Manifest | undefined): unknown => manifest?.['spec'];

describe('what enters a pod, whoever is on its node', () => {
  const open = (...ports: readonly number[]) =>
    ports.length === 0 ? {} : { ingress: [{ ports: ports.map((port) => ({ protocol: 'TCP', port })) }] };
  const policyOf = (key: string, ports: readonly number[]) => ({
    podSelector: { matchLabels: { 'app.kubernetes.io/name': key } },
    policyTypes: ['Ingress'],
    ...open(...ports),
  });
  const uncalled = { account: 'shop', runtime: { image: 'api:1' } };
  const controlled = { cluster: { meshObjects: 'controller' } };

  test.each([
    ['is what its Envoy accepts', {}, 'envoy', [28_080]],
    ['is what the kernel redirects, not where to', { api: { interception: 'iptables' } }, 'envoy', [8080]],
    ['is what the kernel redirects on App Mesh', {}, 'app-mesh', [8080]],
    ['is what the Envoy of a controller gets', controlled, 'app-mesh', [8080]],
    ['is nothing where nobody calls it', { workloads: { api: uncalled } }, 'envoy', []],
  ] as const)('%s', (_, more, plane, ports) => {
    expect(specOf(objectsIn(mallWith({}, more), 'api', plane)['NetworkPolicy'])).toEqual(
      policyOf('api', ports),
    );
  });

  test('is each port that a load balancer of the party reaches', () => {
    const { pods } = onEksOf(halfOnEks);
    const reached = pods.flatMap(({ key, targets }) => targets.map(({ port }) => ({ key, port })));
    expect(reached).not.toEqual([]);
    for (const { key, port } of reached)
      expect(fieldOf(objectsIn(halfOnEks, key)['NetworkPolicy'], 'spec', 'ingress')).toEqual([
        { ports: expect.arrayContaining([{ protocol: 'TCP', port }]) as unknown },
      ]);
  });

  test('is nothing at the registrar', () => {
    const { manifests } = onEksOf(mallWith());
    const own = manifests.filter(({ metadata }) => metadata.name === 'meshspan-registrar');
    const kinds = own.map(({ kind }) => kind);
    expect(kinds.indexOf('NetworkPolicy')).toBeLessThan(kinds.indexOf('Deployment'));
    expect(specOf(byKind(own)['NetworkPolicy'])).toEqual(policyOf('meshspan-registrar', []));
  });
});
