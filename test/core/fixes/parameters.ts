import type { FixCase } from './followed';

const named = (parameter: object) => ({
  parameters: { name: parameter },
  workloads: { api: { name: { parameter: 'name' } } },
});

const gateway = (callers: unknown) => ({
  gateways: {
    door: {
      listens: { port: 8443, protocol: 'http' },
      entry: { port: 443 },
      routes: [{ service: 'api' }],
      callers,
    },
  },
});

/** Mistakes in parameters and their values, and what is written and of no use. */
export const parameterFixes: readonly FixCase[] = [
  {
    rule: 'parameter/unknown',
    what: 'used, misspelt',
    mistake: { parameters: { nodeName: {} }, workloads: { api: { name: { parameter: 'nodename' } } } },
    typed: { workloads: { api: { name: { parameter: 'nodeName' } } } },
  },
  {
    rule: 'parameter/unknown',
    what: 'set, misspelt',
    mistake: named({}),
    set: { nmae: 'x' },
    setThen: { name: 'x' },
  },
  {
    rule: 'parameter/unknown',
    what: 'set, and declared then',
    mistake: {},
    typed: { parameters: { name: {} } },
    also: { workloads: { api: { name: { parameter: 'name' } } } },
    set: { name: 'x' },
  },
  {
    rule: 'parameter/type',
    what: 'its default',
    mistake: {
      parameters: { port: { type: 'number', default: 'many' } },
      workloads: { api: { listens: { port: { parameter: 'port' } } } },
    },
    typed: { parameters: { port: { default: 8080 } } },
  },
  {
    rule: 'parameter/pattern',
    what: 'no pattern',
    mistake: named({ pattern: '(?=a).*', default: 'abc' }),
    typed: { parameters: { name: { pattern: undefined } } },
  },
  {
    rule: 'parameter/pattern',
    what: 'a default',
    mistake: named({ pattern: '[a-z]+', default: '7' }),
    typed: { parameters: { name: { default: 'seven' } } },
  },
  {
    rule: 'parameter/misspelt',
    mistake: named({}),
    options: { offered: { Name: 'api' } },
    optionsThen: { offered: { name: 'api' } },
  },
  {
    rule: 'topology/unused',
    what: 'a parameter, dropped',
    mistake: { parameters: { size: {} } },
    typed: { parameters: { size: undefined } },
  },
  {
    rule: 'topology/unused',
    what: 'an authority, used',
    mistake: {
      authority: undefined,
      authorities: {
        root: { kind: 'private-ca', commonName: 'a' },
        spare: { kind: 'private-ca', commonName: 'b' },
      },
    },
    typed: { certificates: { api: { authority: 'spare' } } },
    also: { certificates: { api: { kind: 'issued' } }, authorities: { root: undefined } },
  },
  {
    rule: 'topology/unused',
    what: 'a certificate, used',
    mistake: { certificates: { spare: { kind: 'issued', names: ['api.back.shop.internal'] } } },
    typed: { workloads: { api: { listens: { tls: { certificate: 'spare' } } } } },
  },
  {
    rule: 'topology/unused',
    what: 'a store, dropped',
    mistake: { stores: { disk: { kind: 'task-volume' } } },
    typed: { stores: { disk: undefined } },
  },
  {
    rule: 'topology/unused',
    what: 'a store, used',
    mistake: {
      stores: { disk: { kind: 'task-volume' } },
      clusters: { main: { kind: 'ecs', account: 'back' } },
      workloads: { api: { runtime: { cluster: 'main', image: 'i' } } },
    },
    typed: { workloads: { api: { runtime: { stores: ['disk'] } } } },
  },
  {
    rule: 'topology/unused',
    what: 'a cluster, dropped',
    mistake: { clusters: { main: { kind: 'ecs', account: 'back' } } },
    typed: { clusters: { main: undefined } },
  },
  {
    rule: 'topology/unused',
    what: 'a cluster, used',
    mistake: { clusters: { main: { kind: 'ecs', account: 'back' } } },
    typed: { workloads: { api: { runtime: { cluster: 'main' } } } },
    also: { workloads: { api: { runtime: { image: 'i' } } } },
  },
  {
    rule: 'topology/unused',
    what: 'callers, for whom a load balancer speaks',
    mistake: { workloads: { api: { entry: { port: 443, callers: 'none' } } } },
    typed: { workloads: { api: { entry: { callers: undefined } } } },
  },
  {
    rule: 'topology/unused',
    what: 'callers, for whom a load balancer speaks no more',
    mistake: {
      workloads: {
        api: {
          entry: {
            port: 443,
            callers: {
              trust: { kind: 'private-ca', authorities: 'root' },
              names: ['api.back.shop.internal'],
            },
          },
        },
      },
    },
    typed: { workloads: { api: { entry: { inside: 'passed' } } } },
  },
  {
    rule: 'topology/unused-workload',
    what: 'an entry',
    mistake: { workloads: { idle: { account: 'back', listens: { port: 80, protocol: 'http' } } } },
    typed: { workloads: { idle: { entry: { port: 443 } } } },
  },
  {
    rule: 'topology/unused-workload',
    what: 'taken out',
    mistake: { workloads: { idle: { account: 'back', listens: { port: 80, protocol: 'http' } } } },
    typed: { workloads: { idle: undefined } },
  },

  {
    rule: 'topology/unused',
    what: 'callers, whose entry leads past the proxy',
    mistake: {
      workloads: { api: { entry: { port: 443, listener: 9000, inside: 'passed', callers: 'none' } } },
    },
    typed: { workloads: { api: { entry: { callers: undefined } } } },
  },
  {
    rule: 'entry/plaintext',
    what: 'callers of a gateway without an entry whose policy accepts plaintext',
    mistake: {
      gateways: {
        door: {
          listens: { port: 8443, protocol: 'http', tls: 'none' },
          callers: { enforce: false },
          routes: [{ service: 'api' }],
        },
      },
    },
    typed: {
      gateways: {
        door: {
          listens: { tls: { mode: 'STRICT' } },
          callers: { enforce: true, trust: { kind: 'private-ca', authorities: 'root' } },
        },
      },
    },
  },
  {
    rule: 'topology/unused',
    what: 'callers of a gateway',
    mistake: gateway('none'),
    typed: { gateways: { door: { callers: undefined } } },
  },
  {
    rule: 'topology/unused',
    what: 'callers of a gateway that are passed',
    mistake: gateway({
      trust: { kind: 'private-ca', authorities: 'root' },
      names: ['door.front.shop.internal'],
    }),
    typed: { gateways: { door: { entry: { inside: 'passed' } } } },
  },
  {
    rule: 'topology/environment',
    what: 'without the option',
    mistake: { environment: { parameter: 'stage' }, parameters: { stage: {} } },
    set: { stage: 'dev' },
    options: { environment: 'prod' },
    optionsThen: {},
  },
  {
    rule: 'topology/environment',
    what: 'with the other value',
    mistake: { environment: { parameter: 'stage' }, parameters: { stage: {} } },
    set: { stage: 'dev' },
    setThen: { stage: 'prod' },
    options: { environment: 'prod' },
  },
];
