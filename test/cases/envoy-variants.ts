import { write, type WrittenTopology } from '../../core/topology';
import yelb from '../../examples/yelb/topology';
import { variants } from './variants';

const { http, tcp, loadBalancer } = write;

const onEnvoy = (written: WrittenTopology): WrittenTopology => ({ ...written, dataPlane: 'envoy' });

/** A member that leaves, with everything of its own. */
const retiredAccount: WrittenTopology = {
  ...yelb,
  accounts: {
    ...yelb.accounts,
    data: { id: '555555555555', role: 'meshspan-deploy', network: { cidr: '10.195.0.0/16' }, retired: true },
  },
  workloads: { ...yelb.workloads, 'yelb-report': { account: 'data', listens: tcp(9000) } },
};

const backend = { id: '222222222222', role: 'meshspan-deploy', network: { cidr: '10.193.0.0/16' } };

/** The kernel redirects the connections of the backend's applications, and those of the frontend's are left alone. */
const intercepted: WrittenTopology = {
  ...yelb,
  accounts: { ...yelb.accounts, backend: { ...backend, interception: 'iptables' } },
};

/** Names that only services have, behind a door that load balancers reach with TLS; a caller that listens to nobody. */
const named: WrittenTopology = {
  ...yelb,
  workloads: {
    ...yelb.workloads,
    'yelb-ui': {
      account: 'frontend',
      listens: http(80),
      calls: ['votes', 'cache'],
      entry: loadBalancer(443, { inside: 'encrypted' }),
    },
    counter: { account: 'frontend', calls: ['votes'] },
    'yelb-appserver': { account: 'backend', listens: http(4567), calls: ['yelb-db', 'cache'] },
  },
  services: {
    votes: { account: 'backend', routes: [{ prefix: '/', to: 'yelb-appserver' }] },
    cache: { account: 'backend', to: 'redis-server' },
  },
};

/** Those of `variants` in which something differs on Envoy. */
const alsoOnEnvoy: readonly string[] = [
  'yelb',
  'calling each other',
  'variables',
  'pipeline',
  'mutual',
  'shared VPC',
  'load balancers',
  'authorities of three levels',
  'public certificate',
];

/** Topologies without a mesh of AWS that between them use all that is deployed for Envoys today. */
export const envoyVariants: Readonly<Record<string, WrittenTopology>> = {
  ...Object.fromEntries(
    Object.entries(variants)
      .filter(([name]) => alsoOnEnvoy.includes(name))
      .map(([name, written]) => [name, onEnvoy(written)]),
  ),
  'retired account': onEnvoy(retiredAccount),
  intercepted: onEnvoy(intercepted),
  'names of services': onEnvoy(named),
};
