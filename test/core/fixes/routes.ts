import type { FixCase } from './followed';

/** Mistakes in routes. */
export const routeFixes: readonly FixCase[] = [
  {
    rule: 'route/name',
    what: 'without names',
    mistake: {
      services: {
        api: {
          routes: [
            { prefix: '/a', to: 'api', priority: 10 },
            { prefix: '/', to: 'api', priority: 20 },
          ],
        },
      },
    },
    typed: {
      services: {
        api: {
          routes: [
            { name: 'api', prefix: '/a', to: 'api', priority: 10 },
            { name: 'rest', prefix: '/', to: 'api', priority: 20 },
          ],
        },
      },
    },
  },
  {
    rule: 'route/name',
    what: 'two of one name',
    mistake: {
      services: {
        api: {
          routes: [
            { name: 'a', prefix: '/a', to: 'api', priority: 10 },
            { name: 'a', prefix: '/', to: 'api', priority: 20 },
          ],
        },
      },
    },
    typed: {
      services: {
        api: {
          routes: [
            { name: 'a', prefix: '/a', to: 'api', priority: 10 },
            { name: 'b', prefix: '/', to: 'api', priority: 20 },
          ],
        },
      },
    },
  },
  {
    rule: 'route/targets',
    mistake: { services: { api: { routes: [{ to: {} }] } } },
    typed: { services: { api: { routes: [{ to: 'api' }] } } },
  },
  {
    rule: 'app-mesh/not-for-protocol',
    what: 'retries of tcp',
    mistake: {
      workloads: { api: { listens: { protocol: 'tcp' } } },
      services: { api: { routes: [{ to: 'api', retry: { times: 2, perTry: '2s' } }] } },
    },
    typed: { services: { api: { routes: [{ to: 'api' }] } } },
  },
  {
    rule: 'app-mesh/not-for-protocol',
    what: 'gRPC events on http',
    mistake: {
      services: { api: { routes: [{ to: 'api', retry: { times: 2, perTry: '2s', on: ['cancelled'] } }] } },
    },
    typed: {
      services: {
        api: { routes: [{ to: 'api', retry: { times: 2, perTry: '2s', on: ['connection-error'] } }] },
      },
    },
  },
];
