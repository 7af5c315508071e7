import type { Reason } from '../../../core/checker';
import { BALANCER, OUTSIDE, type Fixture } from './refused';
import { CALLER, certificate, CLIENTS, uiTls, type WrittenYelb } from './yelb';

export const DOOR = 'outside -> door';
/** The gateway's certificate is signed by the root, and carries the name of its record. */
const HOST = 'door.example.com';

/** A gateway on one port, and what is said of it besides. */
export const door =
  (tls: object | 'none', more: object = {}, port: unknown = 8443) =>
  (file: WrittenYelb): void => {
    const presented =
      typeof tls === 'string'
        ? tls
        : { certificate: certificate(file, 'door', { issuer: 'root', names: [HOST] }), ...tls };
    file.gateways = {
      ...file.gateways,
      door: {
        listens: { port, protocol: 'http', tls: presented },
        routes: [{ prefix: '/', service: 'yelb-appserver' }],
        ...more,
      },
    };
  };

/** Callers from outside that verify, and show a certificate. */
export const known = (file: WrittenYelb, more: object = {}): object => ({
  trust: { kind: 'private-ca', authorities: 'root' },
  names: [HOST],
  certificate: certificate(file, 'phone', CALLER),
  ...more,
});

/** The load balancer of the user interface passes to it. */
export const entry =
  (more: object) =>
  (file: WrittenYelb): void => {
    file.workloads['yelb-ui'].entry = { port: 80, ...more };
  };

/** How to reach the reasons of edges from outside. */
export const FROM_OUTSIDE = {
  'load-balancer-plain': [
    {
      verdict: 'plaintext',
      edge: BALANCER,
      change: (file: WrittenYelb) => {
        uiTls(file, 'none');
        file.workloads['yelb-ui'].entry = { port: 80, inside: 'plain' };
      },
    },
  ],
  'load-balancer-accepts-plain': [{ verdict: 'plaintext', edge: OUTSIDE, change: () => {} }],
  'outside-tls': [{ verdict: 'encrypted', edge: DOOR, change: door({}), at: 'gateways door listens' }],
  'outside-plain': [
    { verdict: 'plaintext', edge: DOOR, change: door('none'), at: 'gateways door listens' },
    {
      verdict: 'plaintext',
      edge: DOOR,
      change: door({ mode: 'PERMISSIVE' }, { callers: 'none' }),
    },
  ],
  'outside-needs-tls': [
    {
      verdict: 'broken',
      edge: DOOR,
      change: door({}, { callers: 'none' }),
      at: 'gateways door callers',
    },
  ],
  'past-the-proxy': [
    {
      verdict: 'plaintext',
      edge: BALANCER,
      change: entry({ listener: 8080 }),
      at: 'workloads yelb-ui entry',
    },
  ],
  'callers-unknown': [
    {
      verdict: 'undecided',
      edge: DOOR,
      change: door({ clients: CLIENTS }),
      missing: 'callers of gateway "door"',
    },
    {
      verdict: 'undecided',
      edge: DOOR,
      change: door({ mode: 'PERMISSIVE' }),
      missing: 'callers of gateway "door"',
    },
    {
      verdict: 'undecided',
      edge: BALANCER,
      change: (file) => uiTls(file, { clients: CLIENTS }),
      missing: 'callers of the entry of "yelb-ui"',
    },
    {
      verdict: 'undecided',
      edge: OUTSIDE,
      change: (file) => uiTls(file, { clients: CLIENTS }),
      missing: 'callers of the entry of "yelb-ui"',
    },
  ],
} satisfies Partial<Record<Reason, readonly Fixture[]>>;
