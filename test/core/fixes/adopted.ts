import type { FixCase } from './followed';

const arn = (service: string, resource: string) =>
  `arn:aws:${service}:eu-west-1:111111111111:${resource}/11111111-0000-4000-8000-000000000000`;
const adopted = {
  mesh: { name: 'shop', existing: true },
  authority: { kind: 'existing-ca', commonName: undefined, arn: arn('acm-pca', 'certificate-authority') },
};
const bucket = { kind: 's3', bucket: 'states-of-shop' };

/** Cloud Map knows the attributes of instances, and DNS does not. */
const lossy = {
  dataPlane: 'envoy',
  workloads: { api: { discovery: { kind: 'cloud-map', attributes: { track: 'blue' } } } },
};

/** What a topology asks for that adds to a mesh of others, what it accepts, and where its states are. */
export const adoptedFixes: readonly FixCase[] = [
  {
    rule: 'mesh/existing',
    what: 'an authority',
    mistake: { mesh: { name: 'shop', existing: true } },
    typed: { authority: adopted.authority },
    also: { authority: { commonName: undefined } },
  },
  {
    rule: 'mesh/existing',
    what: 'a transit gateway',
    mistake: { ...adopted, connect: 'transit-gateway' },
    typed: { connect: 'none' },
  },
  {
    rule: 'mesh/existing',
    what: 'shares',
    mistake: { ...adopted, mesh: { ...adopted.mesh, sharedWith: ['back'] } },
    typed: { mesh: { sharedWith: undefined } },
  },
  {
    rule: 'mesh/shared-with',
    mistake: { mesh: { name: 'shop', sharedWith: ['front', 'back'] } },
    typed: { mesh: { sharedWith: ['back'] } },
  },
  {
    rule: 'state/shared-prefix',
    mistake: { ...adopted, state: bucket },
    typed: { state: { prefix: 'team-a' } },
  },
  {
    rule: 'state/lock-table',
    mistake: { state: { ...bucket, lockTable: 'locks' } },
    typed: { state: { lockTable: undefined } },
  },
  {
    rule: 'accept/unknown',
    what: 'misspelt',
    mistake: { accept: [{ finding: 'tls/permisive', because: 'we move to TLS' }] },
    typed: { accept: [{ finding: 'tls/permissive', because: 'we move to TLS' }] },
    also: { workloads: { api: { listens: { tls: { mode: 'PERMISSIVE' } } } } },
  },
  {
    rule: 'accept/unknown',
    what: 'unlike any other',
    mistake: {
      workloads: { api: { listens: { tls: { mode: 'PERMISSIVE' } } } },
      accept: [{ finding: 'W17', because: 'we move to TLS' }],
    },
    typed: { accept: [{ finding: 'tls/permissive', because: 'we move to TLS' }] },
  },
  {
    rule: 'accept/error',
    mistake: { accept: [{ finding: 'tls/broken', because: 'it is known' }] },
    typed: { accept: undefined },
  },
  {
    rule: 'accept/stale',
    what: 'dropped',
    mistake: { accept: [{ finding: 'tls/permissive', because: 'we move to TLS' }] },
    typed: { accept: undefined },
  },
  {
    rule: 'accept/stale',
    what: 'another place',
    mistake: {
      workloads: { api: { listens: { tls: { mode: 'PERMISSIVE' } } } },
      accept: [{ finding: 'tls/permissive', at: 'workloads.web', because: 'we move to TLS' }],
    },
    typed: {
      accept: [{ finding: 'tls/permissive', at: 'workloads.api.listens', because: 'we move to TLS' }],
    },
  },
  {
    rule: 'accept/unknown',
    what: 'a misspelt feature that may be lost',
    mistake: { ...lossy, acceptLosses: ['discovery.attribute'] },
    typed: { acceptLosses: ['discovery.attributes'] },
  },
  {
    rule: 'accept/stale',
    what: 'a feature that is not lost',
    mistake: { acceptLosses: ['discovery.attributes'] },
    typed: { acceptLosses: undefined },
  },
  {
    rule: 'data-plane/loss',
    what: 'dropped',
    mistake: lossy,
    typed: { workloads: { api: { discovery: { attributes: undefined } } } },
  },
  {
    rule: 'data-plane/loss',
    what: 'accepted',
    mistake: lossy,
    typed: { acceptLosses: ['discovery.attributes'] },
  },
  {
    rule: 'topology/unused',
    what: 'a share of the account that owns the mesh',
    mistake: {
      ...adopted,
      accounts: { front: { share: arn('ram', 'resource-share') } },
    },
    typed: { accounts: { front: { share: undefined } } },
  },
  {
    rule: 'topology/unused',
    what: 'a share that this topology creates: the mesh exists',
    mistake: { accounts: { back: { share: arn('ram', 'resource-share') } } },
    typed: { mesh: { name: 'shop', existing: true } },
    also: { authority: adopted.authority },
  },
  {
    rule: 'topology/unused',
    what: 'a share that this topology creates: dropped',
    mistake: { accounts: { back: { share: arn('ram', 'resource-share') } } },
    typed: { accounts: { back: { share: undefined } } },
  },
  {
    rule: 'topology/unused',
    what: 'a principal where nothing is shared',
    mistake: { ...adopted, accounts: { back: { principal: 'organization' } } },
    typed: { accounts: { back: { principal: undefined } } },
  },
  {
    rule: 'topology/unused',
    what: 'tags of what exists',
    mistake: { workloads: { api: { existing: true, tags: { team: 'b' } } } },
    typed: { workloads: { api: { tags: undefined } } },
  },
  {
    rule: 'topology/unused',
    what: 'the ttl of what exists',
    mistake: {
      workloads: {
        api: { discovery: { kind: 'cloud-map', existing: true, namespace: 'there.internal', ttl: 5 } },
      },
    },
    typed: { workloads: { api: { discovery: { ttl: undefined } } } },
  },
];
