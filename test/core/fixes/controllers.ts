import type { FixCase } from './followed';

const cluster = (account: string) => ({ kind: 'eks', account, meshObjects: 'controller' });
const runtime = (name: string) => ({ runtime: { image: 'app:1', cluster: name } });
const pod = (account: string, name: string) => ({
  account,
  listens: { port: 8080, protocol: 'http' },
  ...runtime(name),
});
const backs = { clusters: { backs: cluster('back') } };
const api = { workloads: { api: runtime('backs') } };
const terraform = { meshObjects: 'terraform' };
const sds = { kind: 'sds', secret: 'api', facts: { issuer: 'root', names: ['api.back.shop.internal'] } };

/** What the App Mesh controller of a cluster does not do, or not in that order. */
export const controllerFixes: readonly FixCase[] = [
  {
    rule: 'app-mesh/controller-split',
    what: 'two clusters',
    mistake: {
      clusters: { ...backs.clusters, others: cluster('back') },
      workloads: { ...api.workloads, more: pod('back', 'others') },
      services: { api: { routes: [{ to: { api: 90, more: 10 } }] } },
    },
    typed: { clusters: { backs: terraform, others: terraform } },
  },
  {
    rule: 'app-mesh/controller-split',
    what: 'a route of another account',
    mistake: {
      ...backs,
      ...api,
      services: { api: { account: 'front', name: 'api.front.shop.internal', routes: [{ to: 'api' }] } },
    },
    typed: { services: { api: { account: 'back' } } },
    also: { services: { api: { name: 'api.back.shop.internal' } } },
  },
  {
    rule: 'app-mesh/controller-split',
    what: 'a gateway of Terraform',
    mistake: {
      ...backs,
      ...api,
      gateways: {
        door: {
          listens: { port: 8443, protocol: 'http' },
          routes: [{ prefix: '/', service: 'api' }],
          entry: { port: 443 },
        },
      },
    },
    typed: { clusters: { backs: terraform } },
  },
  {
    rule: 'app-mesh/controller-gap',
    what: 'a preference',
    mistake: {
      ...backs,
      workloads: {
        api: {
          ...runtime('backs'),
          discovery: { kind: 'dns', hostname: 'api.back.shop.internal', ipPreference: 'IPv4_ONLY' },
        },
      },
    },
    typed: { workloads: { api: { discovery: { ipPreference: undefined } } } },
  },
  {
    rule: 'app-mesh/controller-gap',
    what: 'a secret over a socket',
    mistake: {
      ...backs,
      certificates: { api: sds },
      workloads: {
        api: { ...runtime('backs'), listens: { port: 8080, protocol: 'http', tls: { certificate: 'api' } } },
      },
    },
    typed: { clusters: { backs: terraform } },
  },
  {
    rule: 'app-mesh/controller-gap',
    what: 'an image without a tag',
    mistake: { ...backs, ...api, images: { proxy: 'registry.example.com/envoy' } },
    typed: { images: { proxy: 'registry.example.com/envoy:v1.34.13.3' } },
  },
  {
    rule: 'app-mesh/controller-gap',
    what: 'the preference of the mesh',
    mistake: { ...backs, ...api, mesh: { name: 'shop', ipPreference: 'IPv6_PREFERRED' } },
    typed: { mesh: { ipPreference: 'IPv6_ONLY' } },
  },
];
