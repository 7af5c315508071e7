import { write, type WrittenTopology } from '../../core/topology';
import yelb from '../../examples/yelb/topology';

const { http, tcp, Authority } = write;

const id = (digit: number) => String(digit).repeat(12);
/** A team's services in a mesh that others made, with what is there already and what it calls. */
export const adopted: WrittenTopology = {
  mesh: { name: 'harbour', existing: true },
  region: 'eu-west-3',
  owner: 'port',
  dataPlane: 'app-mesh',
  acceptEnded: true,
  connect: 'none',
  tags: { mesh: 'harbour' },
  state: { kind: 's3', bucket: 'states', prefix: 'ships', lockTable: 'locks' },
  accounts: {
    port: {
      id: id(5),
      network: { vpc: 'vpc-0a1b2c3d4e5f60718', cidrs: ['10.1.0.0/20'], subnets: { private: ['subnet-0a'] } },
    },
    ships: {
      id: id(6),
      role: 'meshspan-deploy',
      share: `arn:aws:ram:eu-west-3:${id(5)}:resource-share/1`,
      tags: { team: 'ships' },
      network: {
        cidr: '10.2.0.0/25',
        zones: ['eu-west-3a', 'eu-west-3b', 'eu-west-3c'],
        flowLogs: 'cloud-watch',
      },
    },
    barges: {
      id: id(7),
      role: 'meshspan-deploy',
      network: {
        cidr: '10.3.0.0/28',
        zones: ['eu-west-3a'],
        internet: 'none',
        flowLogs: { bucket: 'arn:aws:s3:::flows' },
      },
    },
  },
  authority: Authority.existing(`arn:aws:acm-pca:eu-west-3:${id(5)}:certificate-authority/1`),
  workloads: {
    cargo: {
      account: 'ships',
      listens: http(80),
      calls: ['customs', 'office'],
      discovery: { kind: 'cloud-map', ttl: 60 },
      tags: { tier: 'one' },
    },
    tow: {
      account: 'barges',
      listens: tcp(9000),
      discovery: { kind: 'cloud-map', existing: true, namespace: 'towing', service: 'tow' },
    },
    office: {
      account: 'port',
      existing: true,
      listens: http(8443),
      calls: ['cargo'],
      discovery: { kind: 'dns', hostname: 'office.example.com' },
    },
  },
  services: { customs: { name: 'customs.example.com', existing: true, account: 'port' } },
};

/** The mesh that others add to. */
export const sharedWith: WrittenTopology = {
  ...yelb,
  mesh: { name: 'yelb', sharedWith: ['guests'] },
  accounts: { ...yelb.accounts, guests: { id: id(8), principal: 'organization' } },
};
