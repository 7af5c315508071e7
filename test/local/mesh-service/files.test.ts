import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFiles } from '../../../local/mesh-service';
import { watched } from '../../../local/mesh-service/watched';

const bootstrap = {
  node: { id: 'workload/ui' },
  static_resources: {
    listeners: [{ name: 'inbound' }],
    clusters: [{ name: 'api_api_80' }, { name: 'secrets/agent' }],
  },
};

test('listeners and clusters are in files that Envoy watches; what hands out secrets is known from the beginning', () => {
  const { bootstrap: own, files } = watched(bootstrap, '/etc/meshspan');
  expect(own).toEqual({
    node: { id: 'workload/ui' },
    static_resources: { clusters: [{ name: 'secrets/agent' }] },
    dynamic_resources: {
      cds_config: {
        path_config_source: { path: '/etc/meshspan/clusters.json' },
        resource_api_version: 'V3',
      },
      lds_config: {
        path_config_source: { path: '/etc/meshspan/listeners.json' },
        resource_api_version: 'V3',
      },
    },
  });
  expect(files.map(({ path, text }) => [path, JSON.parse(text) as unknown])).toEqual([
    [
      '/etc/meshspan/clusters.json',
      {
        resources: [{ '@type': 'type.googleapis.com/envoy.config.cluster.v3.Cluster', name: 'api_api_80' }],
      },
    ],
    [
      '/etc/meshspan/listeners.json',
      {
        resources: [{ '@type': 'type.googleapis.com/envoy.config.listener.v3.Listener', name: 'inbound' }],
      },
    ],
  ]);
});

test('only files that changed are written, for their owner alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mesh-service-'));
  const [one, other] = [join(folder, 'sds', 'one.json'), join(folder, 'other.json')];
  const files = [
    { path: one, text: 'a' },
    { path: other, text: 'b' },
  ];
  expect(writeFiles(files)).toEqual([one, other]);
  const before = statSync(other).ino;
  expect(writeFiles([{ path: one, text: 'c' }, ...files.slice(1)])).toEqual([one]);
  expect(readFileSync(one, 'utf8')).toBe('c');
  expect([statSync(one).mode & 0o777, statSync(other).ino]).toEqual([0o600, before]);
  rmSync(folder, { recursive: true });
});
