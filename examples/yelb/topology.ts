/**
 * Yelb: people vote in a browser, the votes are stored in another account.
 *
 *   browser ─▶ yelb-ui ─────▶ yelb-appserver ─▶ yelb-db
 *              frontend       backend        └▶ redis-server
 */
import { Authority, endpoint, http, loadBalancer, tcp, topology } from '../../index';

export default topology({
  mesh: 'yelb',
  region: 'us-west-2',
  owner: 'frontend',
  dataPlane: 'app-mesh',
  // An example is meant to be destroyed again; leave this line out for a mesh that should last.
  removalProtection: false,

  accounts: {
    frontend: { id: '111111111111', role: 'meshspan-deploy', network: { cidr: '10.192.0.0/16' } },
    backend: { id: '222222222222', role: 'meshspan-deploy', network: { cidr: '10.193.0.0/16' } },
  },

  authority: Authority.privateCa({ commonName: 'yelb root', organization: 'yelb' }),

  // For the load balancer, whose callers are inside too. Browsers on the internet trust public certificates alone.
  certificates: { votes: { kind: 'issued', names: ['votes.yelb.internal'] } },

  workloads: {
    'yelb-ui': {
      account: 'frontend',
      listens: http(80),
      calls: ['yelb-appserver'],
      entry: loadBalancer(443, { tls: { certificate: 'votes' }, redirectFrom: 80 }),
      runtime: {
        image: 'mreferre/yelb-ui:0.10',
        environment: { YELB_APPSERVER_ENDPOINT: `http://${endpoint('yelb-appserver')}` },
      },
    },
    'yelb-appserver': {
      account: 'backend',
      listens: http(4567),
      calls: ['yelb-db', 'redis-server'],
      runtime: {
        image: 'mreferre/yelb-appserver:0.7',
        environment: {
          RACK_ENV: 'custom',
          YELB_DB_SERVER_ENDPOINT: endpoint.host('yelb-db'),
          REDIS_SERVER_ENDPOINT: endpoint.host('redis-server'),
        },
      },
    },
    // Two databases behind one name would have different contents.
    'yelb-db': {
      account: 'backend',
      listens: tcp(5432),
      runtime: { image: 'mreferre/yelb-db:0.6', replicas: 1 },
    },
    'redis-server': {
      account: 'backend',
      listens: tcp(6379),
      runtime: { image: 'redis:4.0.2', replicas: 1 },
    },
  },

  services: {
    'yelb-appserver': { routes: [{ prefix: '/', to: 'yelb-appserver', retry: { times: 2, perTry: '2s' } }] },
  },

  accept: [{ finding: 'data-plane/ended', because: 'the example is deployed to a local AWS' }],
});
