import { write, type WrittenTopology } from '../../core/topology';

const { http, loadBalancer, Authority, Certificate } = write;

const account = (digit: number) => ({
  id: String(digit).repeat(12),
  role: 'meshspan-deploy',
  network: { cidr: `10.${190 + digit}.0.0/16` },
});

/** A root that only signs, one authority for the region, and one that issues; in two accounts. */
export const hierarchy: WrittenTopology = {
  mesh: 'tree',
  region: 'eu-central-1',
  owner: 'main',
  dataPlane: 'envoy',
  removalProtection: false,
  accounts: { main: account(1), back: account(2) },
  authorities: {
    root: Authority.privateCa({ commonName: 'tree root', keyAlgorithm: 'RSA_4096', validityYears: 20 }),
    region: Authority.privateCa({
      commonName: 'tree eu-central-1',
      level: 'subordinate',
      parent: 'root',
      keyAlgorithm: 'EC_secp384r1',
      validityYears: 10,
    }),
    issuing: Authority.privateCa({
      commonName: 'tree issuing',
      level: 'subordinate',
      parent: 'region',
      crl: { days: 14 },
    }),
  },
  certificates: {
    web: Certificate.issued({ authority: 'issuing' }),
    api: Certificate.issued({ authority: 'issuing' }),
  },
  workloads: {
    web: { account: 'main', calls: ['api'], listens: http(8080, { tls: { certificate: 'web' } }) },
    api: { account: 'back', listens: http(8081, { tls: { certificate: 'api' } }) },
  },
};

/** Two accounts that call each other with certificates of an authority that Terraform makes. */
export const development: WrittenTopology = {
  mesh: 'trial',
  region: 'eu-central-1',
  owner: 'main',
  dataPlane: 'envoy',
  removalProtection: false,
  accounts: { main: account(1), back: account(2) },
  authority: Authority.development({
    keysInState: true,
    commonName: 'trial root',
    organization: 'trial',
    keyAlgorithm: 'RSA_2048',
  }),
  workloads: {
    web: {
      account: 'main',
      calls: ['api'],
      listens: http(8080),
      runtime: { image: 'web:1' },
    },
    api: { account: 'back', listens: http(8081), runtime: { image: 'api:1' } },
  },
};

/** A front door with a public certificate, in a zone that is created for its record. */
export const publicFront: WrittenTopology = {
  mesh: 'front',
  region: 'eu-central-1',
  owner: 'main',
  dataPlane: 'envoy',
  removalProtection: false,
  accounts: { main: { ...account(1), network: { cidr: '10.191.0.0/16', internet: 'nat' } } },
  authority: Authority.privateCa({ commonName: 'front root' }),
  certificates: {
    front: Certificate.public(['shop.example.com', '*.shop.example.com'], { tags: { team: 'front' } }),
  },
  workloads: {
    web: {
      account: 'main',
      listens: http(8080),
      entry: loadBalancer(443, {
        tls: { certificate: 'front' },
        scheme: 'internet-facing',
        sources: ['203.0.113.0/24'],
        redirectFrom: 80,
        record: { name: 'shop.example.com', private: false },
      }),
    },
  },
};
