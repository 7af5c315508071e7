import * as fc from 'fast-check';
import { bootstrapOf, secretFilesOf, type ProxySpec } from '../../../../../core/dataplane/envoy';
import { fieldOf } from '../../../../../core/base/json';
import { anyProxy } from './arbitrary';
import { proxyOf, yelbDb, yelbGate, yelbIntercepted, yelbUi } from './fixtures';
import { chainsOf, clusterNamed, clustersOf, filterOf, listenersOf } from './read';

const namesOf = (list: readonly unknown[]): readonly unknown[] => list.map((item) => fieldOf(item, 'name'));

/** Every value of a field of that name, anywhere. */
function valuesOf(tree: unknown, field: string): readonly unknown[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([name, value]) => [
    ...(name === field ? [value] : []),
    ...valuesOf(value, field),
  ]);
}

describe('a bootstrap', () => {
  it('says who the proxy is, and has its administration on the given address', () => {
    expect(bootstrapOf(proxyOf({ admin: { address: '127.0.0.7', port: 19_000 } }))).toMatchObject({
      node: { id: 'workload/ui', cluster: 'yelb' },
      admin: { address: { socket_address: { address: '127.0.0.7', port_value: 19_000 } } },
    });
  });

  it('is the same text for the same proxy, and plain JSON', () => {
    fc.assert(
      fc.property(anyProxy, (proxy) => {
        const bootstrap = bootstrapOf(proxy);
        const again = bootstrapOf(JSON.parse(JSON.stringify(proxy)) as ProxySpec);
        expect(JSON.stringify(again)).toBe(JSON.stringify(bootstrap));
        expect(JSON.parse(JSON.stringify(bootstrap))).toEqual(bootstrap);
      }),
    );
  });

  it('has each name once, and leads only to clusters and listeners that it has', () => {
    fc.assert(
      fc.property(anyProxy, (proxy) => {
        const clusters = namesOf(clustersOf(proxy));
        const listeners = namesOf(listenersOf(proxy));
        expect(new Set(clusters).size).toBe(clusters.length);
        expect(new Set(listeners).size).toBe(listeners.length);
        const weighted = valuesOf(listenersOf(proxy), 'clusters').flatMap((list) => namesOf(list as []));
        const called = [...valuesOf(listenersOf(proxy), 'cluster'), ...weighted];
        expect(clusters).toEqual(expect.arrayContaining(called));
        expect(listeners).toEqual(
          expect.arrayContaining([...valuesOf(clustersOf(proxy), 'server_listener_name')]),
        );
      }),
    );
  });

  it('contains neither a key nor a certificate, nor where they are', () => {
    fc.assert(
      fc.property(anyProxy, (proxy) => {
        const text = JSON.stringify(bootstrapOf(proxy));
        const sources = [...proxy.certificates, ...proxy.trusts].flatMap(({ source }) =>
          source.kind === 'sds' ? [] : Object.values(source).slice(1),
        );
        expect(sources.filter((path) => text.includes(path))).toEqual([]);
        expect(text).not.toContain('inline_bytes');
      }),
    );
  });

  it('of every connection manager removes what a caller says of itself, and what changes how Envoy routes', () => {
    for (const proxy of [yelbUi, yelbGate, yelbIntercepted]) {
      const managers = listenersOf(proxy).flatMap(chainsOf).map(filterOf);
      expect(managers.length).toBeGreaterThan(0);
      for (const manager of managers) {
        if (fieldOf(manager, 'route_config') === undefined) continue;
        expect(manager).toMatchObject({
          forward_client_cert_details: expect.stringMatching(/^SANITIZE(_SET)?$/),
          normalize_path: true,
          merge_slashes: true,
          upgrade_configs: [{ upgrade_type: 'websocket' }],
        });
        expect(manager).not.toHaveProperty('internal_address_config');
      }
    }
  });
});

describe('descriptions of secrets', () => {
  it('say where files are, and that their folder is watched', () => {
    const files = secretFilesOf(yelbUi);
    expect(files.map(({ path }) => path)).toEqual([
      '/etc/meshspan/sds/identity.json',
      '/etc/meshspan/sds/trust.json',
    ]);
    const type = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret';
    expect(files.map(({ text }) => JSON.parse(text) as unknown)).toEqual([
      {
        resources: [
          {
            '@type': type,
            name: 'identity',
            tls_certificate: {
              certificate_chain: { filename: '/etc/meshspan/certificates/ui/chain.pem' },
              private_key: { filename: '/etc/meshspan/certificates/ui/key.pem' },
              watched_directory: { path: '/etc/meshspan/certificates/ui' },
            },
          },
        ],
      },
      {
        resources: [
          {
            '@type': type,
            name: 'trust',
            validation_context: {
              trusted_ca: { filename: '/etc/meshspan/trusts/trust/bundle.pem' },
              watched_directory: { path: '/etc/meshspan/trusts/trust' },
            },
          },
        ],
      },
    ]);
  });

  it('are not there for those of an agent, which is asked instead', () => {
    const proxy = {
      ...yelbUi,
      certificates: [
        { name: 'identity', certificate: 'ui', source: { kind: 'sds', secret: 'spiffe://yelb/ui' } },
      ],
    } as const;
    expect(secretFilesOf(proxy).map(({ path }) => path)).toEqual(['/etc/meshspan/sds/trust.json']);
    expect(clusterNamed(proxy, 'secrets/agent')).toMatchObject({
      load_assignment: {
        endpoints: [
          {
            lb_endpoints: [{ endpoint: { address: { pipe: { path: '/run/spire/sockets/agent.sock' } } } }],
          },
        ],
      },
    });
    expect(valuesOf(bootstrapOf(proxy), 'tls_certificate_sds_secret_configs')[0]).toMatchObject([
      { name: 'spiffe://yelb/ui', sds_config: { api_config_source: { api_type: 'GRPC' } } },
    ]);
    expect(clusterNamed(yelbUi, 'secrets/agent')).toBeUndefined();
  });
});

describe('the access log', () => {
  const path = '/dev/stdout';
  it.each([
    ['no format', { path }, undefined],
    [
      'a text, which gets an end of line',
      { path, format: { kind: 'text', text: '%PROTOCOL%' } },
      { text_format_source: { inline_string: '%PROTOCOL%\n' } },
    ],
    [
      'fields',
      { path, format: { kind: 'json', fields: [{ key: 'code', value: '%RESPONSE_CODE%' }] } },
      { json_format: { code: '%RESPONSE_CODE%' } },
    ],
  ] as const)('with %s', (_, accessLog, format) => {
    for (const proxy of [yelbUi, yelbDb]) {
      const logs = valuesOf(bootstrapOf({ ...proxy, accessLog }), 'access_log');
      expect(logs.length).toBeGreaterThan(0);
      for (const log of logs) {
        expect(log).toMatchObject([{ name: 'envoy.access_loggers.file', typed_config: { path } }]);
        expect(valuesOf(log, 'log_format')).toEqual(format === undefined ? [] : [format]);
      }
    }
  });

  it('is not written where the topology has none', () => {
    expect(valuesOf(bootstrapOf(yelbUi), 'access_log')).toEqual([]);
  });
});
