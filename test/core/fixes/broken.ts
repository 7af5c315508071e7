import type { FixCase } from './followed';

const file = (name: string, more: object = {}) => ({
  kind: 'file',
  chain: '/c.pem',
  privateKey: '/k.pem',
  facts: { issuer: 'root', names: [name], ...more },
});
const server = file('api.back.shop.internal');
const clients = { trust: { kind: 'file', chain: '/ca.pem', authorities: 'root' } };
const open = {
  defaults: 'api',
  services: { api: { to: 'api' } },
  workloads: { api: { discovery: { kind: 'cloud-map' } } },
};
const enforcing = { enforce: true, trust: { kind: 'private-ca', authorities: 'root' } };

/** Edges that do not connect: `what` is the reason, as `FIXES` of `tls/broken` names it. */
export const brokenFixes: readonly FixCase[] = [
  {
    rule: 'tls/broken',
    what: 'server-has-no-tls',
    mistake: { workloads: { api: { listens: { tls: 'none' } }, web: { callDefaults: enforcing } } },
    typed: { workloads: { api: { listens: { tls: { mode: 'STRICT' } } } } },
  },
  {
    rule: 'tls/broken',
    what: 'server-has-no-tls: the caller gives way',
    mistake: { workloads: { api: { listens: { tls: 'none' } }, web: { callDefaults: enforcing } } },
    typed: { workloads: { web: { calls: [{ service: 'api', policy: 'none' }] } } },
  },
  {
    rule: 'tls/broken',
    what: 'server-tls-disabled',
    mistake: { workloads: { api: { listens: { tls: { mode: 'DISABLED' } } } } },
    typed: { workloads: { api: { listens: { tls: { mode: 'STRICT' } } } } },
  },
  {
    rule: 'tls/broken',
    what: 'server-requires-tls',
    mistake: { workloads: { api: { entry: { port: 80, inside: 'plain' } } } },
    typed: { workloads: { api: { entry: { inside: 'encrypted' } } } },
  },
  {
    rule: 'tls/broken',
    what: 'server-usage-mismatch',
    mistake: {
      certificates: { api: file('api.back.shop.internal', { usages: ['client'] }) },
      workloads: { api: { listens: { tls: { certificate: 'api' } } } },
    },
    typed: { certificates: { api: { facts: { usages: ['server'] } } } },
  },
  {
    rule: 'tls/broken',
    what: 'client-certificate-missing',
    mistake: {
      certificates: { api: server },
      workloads: { api: { listens: { tls: { certificate: 'api', clients } } } },
    },
    typed: { workloads: { web: { callDefaults: { certificate: 'web' } } } },
    also: { certificates: { web: file('web.front.shop.internal') } },
  },
  {
    rule: 'tls/broken',
    what: 'client-certificate-missing: the listener gives way',
    mistake: {
      certificates: { api: server },
      workloads: { api: { listens: { tls: { certificate: 'api', clients } } } },
    },
    typed: { workloads: { api: { listens: { tls: { clients: 'none' } } } } },
  },
  {
    rule: 'tls/broken',
    what: 'client-usage-mismatch',
    mistake: {
      certificates: { api: server, web: file('web.front.shop.internal', { usages: ['server'] }) },
      workloads: {
        api: { listens: { tls: { certificate: 'api', clients } } },
        web: { callDefaults: { certificate: 'web' } },
      },
    },
    typed: { certificates: { web: { facts: { usages: ['client'] } } } },
  },
  {
    rule: 'tls/broken',
    what: 'no-workload',
    mistake: { services: { api: { to: 'none' } } },
    typed: { services: { api: { to: 'api' } } },
  },
  {
    rule: 'tls/broken',
    what: 'no-listener',
    mistake: {
      services: {
        api: {
          routerListens: { port: 80, protocol: 'http' },
          routes: [{ to: [{ workload: 'api', port: 9 }] }],
        },
      },
    },
    typed: { services: { api: { routes: [{ to: [{ workload: 'api', port: 8080 }] }] } } },
  },
  {
    rule: 'tls/broken',
    what: 'not-discoverable',
    mistake: { ...open, workloads: { api: { discovery: 'none' } } },
    typed: { workloads: { api: { discovery: { kind: 'cloud-map' } } } },
  },

  {
    rule: 'tls/broken',
    what: 'server-has-no-tls: a load balancer',
    mistake: { workloads: { api: { listens: { tls: 'none' }, entry: { port: 80, inside: 'encrypted' } } } },
    typed: { workloads: { api: { entry: { inside: 'plain' } } } },
  },
  {
    rule: 'tls/broken',
    what: 'server-tls-disabled: the caller gives way',
    mistake: { workloads: { api: { listens: { tls: { mode: 'DISABLED' } } } } },
    typed: { workloads: { web: { calls: [{ service: 'api', policy: 'none' }] } } },
  },
  {
    rule: 'tls/broken',
    what: 'outside-needs-tls: they speak it',
    mistake: { workloads: { api: { entry: { port: 443, inside: 'passed', callers: 'none' } } } },
    typed: {
      workloads: {
        api: {
          entry: {
            callers: {
              trust: { kind: 'private-ca', authorities: 'root' },
              names: ['api.back.shop.internal'],
            },
          },
        },
      },
    },
  },
  {
    rule: 'tls/broken',
    what: 'outside-needs-tls: they do not',
    mistake: { workloads: { api: { entry: { port: 443, inside: 'passed', callers: 'none' } } } },
    typed: { workloads: { api: { listens: { tls: { mode: 'PERMISSIVE' } } } } },
  },
  {
    rule: 'tls/broken',
    what: 'outside-needs-tls: an application that terminates it',
    mistake: {
      workloads: {
        api: { listens: { tls: 'application' }, entry: { port: 443, inside: 'passed', callers: 'none' } },
      },
    },
    typed: { workloads: { api: { entry: { callers: undefined } } } },
  },
  {
    rule: 'tls/broken',
    what: 'outside-needs-tls: an application that does not',
    mistake: {
      workloads: {
        api: { listens: { tls: 'application' }, entry: { port: 443, inside: 'passed', callers: 'none' } },
      },
    },
    typed: { workloads: { api: { listens: { tls: 'none' } } } },
  },
  {
    rule: 'tls/broken',
    what: 'no-workload: the call is dropped',
    mistake: { services: { api: { to: 'none' } } },
    typed: { workloads: { web: { calls: undefined } } },
  },
  {
    rule: 'tls/broken',
    what: 'no-workload: retired, the call is dropped',
    mistake: { workloads: { api: { retired: true } } },
    typed: { workloads: { web: { calls: undefined } } },
  },
  {
    rule: 'tls/broken',
    what: 'no-workload: retired, and back again',
    mistake: { workloads: { api: { retired: true } } },
    typed: { workloads: { api: { retired: undefined } } },
  },
  {
    rule: 'tls/broken',
    what: 'no-workload: its account is retired, and back again',
    mistake: { accounts: { back: { retired: true } } },
    typed: { accounts: { back: { retired: undefined } } },
  },
  {
    rule: 'tls/broken',
    what: 'no-listener: one is added',
    mistake: {
      services: {
        api: {
          routerListens: { port: 80, protocol: 'http' },
          routes: [{ to: [{ workload: 'api', port: 9 }] }],
        },
      },
    },
    typed: {
      workloads: {
        api: {
          listens: [
            { port: 8080, protocol: 'http' },
            { port: 9, protocol: 'http' },
          ],
        },
      },
    },
  },
  {
    rule: 'tls/broken',
    what: 'client-certificate-missing: a load balancer has none',
    mistake: {
      certificates: { api: server, web: file('web.front.shop.internal') },
      workloads: {
        api: { listens: { tls: { certificate: 'api', clients } }, entry: { port: 443, inside: 'encrypted' } },
        web: { callDefaults: { certificate: 'web' } },
      },
    },
    typed: { workloads: { api: { listens: { tls: { clients: 'none' } } } } },
  },
];
