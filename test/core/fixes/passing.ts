import type { FixCase } from './followed';

const routed = (more: object) => ({ gateways: { door: { routes: [{ service: 'api', ...more }] } } });
const door = (more: object) => ({
  gateways: {
    door: { ...routed(more).gateways.door, listens: { port: 8443, protocol: 'http' }, entry: { port: 443 } },
  },
});

const repeating = (more: object) => ({
  services: {
    api: {
      routes: [
        { to: 'api', retry: { times: 2, perTry: '1s', on: ['client-error', 'gateway-error'] }, ...more },
      ],
    },
  },
});

/** Mistakes in what routes match and gateways pass on. */
export const passingFixes: readonly FixCase[] = [
  {
    rule: 'app-mesh/duplicate-name',
    what: 'services that are derived',
    mistake: {
      workloads: {
        api: { discovery: { kind: 'cloud-map', service: 'all', attributes: { v: '1' } } },
        next: {
          account: 'back',
          listens: { port: 8080, protocol: 'http' },
          discovery: { kind: 'cloud-map', service: 'all', attributes: { v: '2' } },
        },
        web: { calls: ['api', 'next'] },
      },
    },
    typed: { services: { next: { name: 'next.back.shop.internal' } } },
  },
  {
    rule: 'route/same-match',
    mistake: {
      services: {
        api: {
          routes: [
            { name: 'a', prefix: '/', priority: 1, to: 'api' },
            { name: 'b', prefix: '/', priority: 1, to: 'api' },
          ],
        },
      },
    },
    typed: {
      services: {
        api: {
          routes: [
            { name: 'a', prefix: '/', priority: 1, to: 'api' },
            { name: 'b', prefix: '/', priority: 2, to: 'api' },
          ],
        },
      },
    },
  },
  {
    rule: 'route/same-match',
    what: 'of a gateway',
    mistake: {
      gateways: {
        door: {
          ...door({}).gateways.door,
          routes: [
            { name: 'a', prefix: '/', service: 'api' },
            { name: 'b', prefix: '/', service: 'api' },
          ],
        },
      },
    },
    typed: {
      gateways: {
        door: {
          routes: [
            { name: 'a', prefix: '/', service: 'api' },
            { name: 'b', prefix: '/b', service: 'api' },
          ],
        },
      },
    },
  },
  {
    rule: 'route/port',
    what: 'on which the gateway does not listen',
    mistake: door({ port: 8444 }),
    typed: routed({ port: 8443 }),
  },
  {
    rule: 'route/port',
    what: 'on which the router of a gateway route does not listen',
    mistake: {
      ...door({ targetPort: 8080 }),
      services: { api: { routes: [{ to: 'api' }], routerListens: { port: 81, protocol: 'http' } } },
    },
    typed: routed({ targetPort: 81 }),
  },
  {
    rule: 'route/protocol',
    what: 'that the gateway does not receive',
    mistake: {
      gateways: {
        door: {
          listens: { port: 8443, protocol: 'http2' },
          entry: { port: 443 },
          routes: [{ service: 'api', protocol: 'http' }],
        },
      },
    },
    typed: routed({ protocol: 'http2' }),
  },
  {
    rule: 'route/protocol',
    what: 'of a gateway, to an application with TLS of its own: its proxy has TLS',
    mistake: { ...door({}), workloads: { api: { listens: { tls: 'application' } } } },
    typed: { workloads: { api: { listens: { tls: undefined } } } },
  },
  {
    rule: 'route/protocol',
    what: 'of a gateway, to an application with TLS of its own: past the gateway',
    mistake: { ...door({}), workloads: { api: { listens: { tls: 'application' } } } },
    typed: {
      gateways: { door: { routes: [] } },
      workloads: { api: { entry: { port: 443, inside: 'passed' } } },
    },
  },
  {
    rule: 'route/repeated-request',
    what: 'without that event',
    mistake: repeating({}),
    typed: {
      services: {
        api: { routes: [{ to: 'api', retry: { times: 2, perTry: '1s', on: ['gateway-error'] } }] },
      },
    },
  },
  {
    rule: 'route/repeated-request',
    what: 'of one method',
    mistake: repeating({}),
    typed: repeating({ method: 'GET' }),
  },
  {
    rule: 'entry/past-gateway',
    what: 'in front of the gateway',
    mistake: { ...door({}), workloads: { api: { entry: { port: 443 } } } },
    typed: { workloads: { api: { entry: undefined } } },
  },
  {
    rule: 'entry/past-gateway',
    what: 'accepted',
    mistake: { ...door({}), workloads: { api: { entry: { port: 443 } } } },
    typed: { accept: [{ finding: 'entry/past-gateway', because: 'for tests' }] },
  },
];
