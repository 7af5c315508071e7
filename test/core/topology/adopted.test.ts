import { topologyOf, write } from '../../../core/topology';
import { planned } from '../../cases/synthesized';

const { Authority, http } = write;
const arn = 'arn:aws:acm-pca:eu-west-3:555555555555:certificate-authority/1';
const base = {
  mesh: { name: 'harbour', existing: true },
  dataPlane: 'app-mesh',
  region: 'eu-west-3',
  owner: 'port',
  connect: 'none',
  accounts: { port: { id: '555555555555' }, ships: { id: '666666666666', role: 'deploy' } },
  authority: Authority.existing(arn),
  workloads: {
    cargo: {
      account: 'ships',
      listens: http(80),
      discovery: { kind: 'dns', hostname: 'cargo.example.com' },
    },
  },
};
const share = 'arn:aws:ram:eu-west-3:555555555555:resource-share/1';

const reported = (written: object) =>
  topologyOf(written).findings.map(({ rule, severity, at, fix }) =>
    [severity, rule, at.path.join('.'), fix].join(' | '),
  );

test('a topology that adds to a mesh is complete without anything that the mesh itself needs', () => {
  expect(reported(base)).toEqual([]);
});

/** What does not go with a mesh that exists, how it is reported, and what its fix leads to. */
test.each<[string, object, string, object]>([
  [
    'an authority to create',
    { ...base, authority: Authority.privateCa({ commonName: 'harbour root' }) },
    "error | mesh/existing | authority | create it where the mesh is created, and give its ARN here: { kind: existing-ca, arn: '…' }",
    base,
  ],
  [
    'a transit gateway',
    { ...base, connect: 'transit-gateway' },
    'error | mesh/existing | connect | write connect: none, and attach the networks to a transit gateway with your own tools',
    base,
  ],
  [
    'a share of it',
    { ...base, mesh: { ...base.mesh, sharedWith: ['ships'] } },
    'error | mesh/existing | mesh.sharedWith | drop sharedWith here, and add the accounts to sharedWith there',
    base,
  ],
  [
    'states that those of another team may meet',
    { ...base, state: { kind: 's3', bucket: 'states' } },
    'warning | state/shared-prefix | state | add prefix: a name of your own, such as that of your team',
    { ...base, state: { kind: 's3', bucket: 'states', prefix: 'ships' } },
  ],
  [
    'a share to accept in the account of the owner',
    { ...base, accounts: { ...base.accounts, port: { ...base.accounts.port, share } } },
    'warning | topology/unused | accounts.port.share | drop share',
    { ...base, accounts: { ...base.accounts, ships: { ...base.accounts.ships, share } } },
  ],
])('%s is reported, and its fix can be followed', (_, written, line, fixed) => {
  expect(reported(written)).toEqual([line]);
  expect(reported(fixed)).toEqual([]);
});

const { cargo } = base.workloads;

/** What has no effect because the thing is there already. */
test.each<[string, object, string]>([
  ['tags', { cargo: { ...cargo, existing: true, tags: { a: 'b' } } }, 'workloads.cargo.tags'],
  [
    'ttl',
    {
      cargo: {
        ...cargo,
        discovery: { kind: 'cloud-map', existing: true, namespace: 'n', service: 's', ttl: 5 },
      },
    },
    'workloads.cargo.discovery.ttl',
  ],
])('%s of what exists is reported', (_, workloads, path) => {
  const key = path.slice(path.lastIndexOf('.') + 1);
  expect(reported({ ...base, workloads })).toEqual([`warning | topology/unused | ${path} | drop ${key}`]);
});

test("the lock table's name in Terraform leads to the one here", () => {
  const state = { kind: 's3', bucket: 'states', prefix: 'ships', dynamodb_table: 'locks' };
  expect(reported({ ...base, state })).toEqual([
    'error | topology/unknown-key | state.dynamodb_table | write lockTable',
  ]);
});

/** The same where the mesh is created. */
test.each<[string, object, string]>([
  [
    'a share that it makes itself',
    { accounts: { ...base.accounts, ships: { ...base.accounts.ships, share } } },
    'warning | topology/unused | accounts.ships.share | drop share, or write mesh: { name: …, existing: true }',
  ],
  [
    'a share with its owner',
    { mesh: { name: 'harbour', sharedWith: ['port'] } },
    'error | mesh/shared-with | mesh.sharedWith.0 | drop "port" from sharedWith',
  ],
  [
    'a share with no account',
    { mesh: { name: 'harbour', sharedWith: ['shipz'] } },
    'error | account/unknown | mesh.sharedWith.0 | did you mean "ships"?',
  ],
  [
    'a table that locks state',
    { state: { kind: 's3', bucket: 'states', lockTable: 'locks' } },
    'warning | state/lock-table | state.lockTable | drop lockTable once nothing older than Terraform 1.10 uses these states: the lock file is enough',
  ],
])('where the mesh is created, %s is reported', (_, more, line) => {
  expect(reported({ ...base, mesh: 'harbour', ...more })).toEqual([line]);
});

const stacksOf = (written: object) =>
  Object.fromEntries(
    planned(written).plan.stacks.map(({ name, contents }) => [name, contents.map(({ id }) => id)]),
  );

test('a mesh that exists has the stacks of the team alone, without mesh, share, role or authority of others', () => {
  expect(stacksOf(base)).toEqual({
    ships: ['ships/certificate/cargo', 'ships/mesh-role', 'ships/workload/cargo', 'ships/service/cargo'],
  });
  const accepting = { ...base.accounts.ships, share, meshRole: 'exists' };
  expect(stacksOf({ ...base, accounts: { ...base.accounts, ships: accepting } })).toEqual({
    ships: [
      'ships/share-acceptance',
      'ships/certificate/cargo',
      'ships/workload/cargo',
      'ships/service/cargo',
    ],
  });
});

test('who owns the account of the mesh adds to it there', () => {
  expect(stacksOf({ ...base, workloads: { cargo: { ...cargo, account: 'port' } } })).toEqual({
    ships: [],
    port: ['port/certificate/cargo', 'port/workload/cargo', 'port/service/cargo'],
  });
});

test('what a mesh is shared with has no stack until something is created there', () => {
  const sharing = {
    ...base,
    mesh: { name: 'harbour', sharedWith: ['ships', 'trucks'] },
    dataPlane: 'app-mesh',
    accounts: { ...base.accounts, trucks: { id: '777777777777' } },
    authority: Authority.privateCa({ commonName: 'harbour root' }),
  };
  const { plan } = planned(sharing);
  expect(plan.stacks.map(({ name }) => name)).toEqual(['harbour-shared', 'ships']);
  const [shared, ships] = plan.stacks;
  expect(shared?.contents.map(({ id }) => id)).toEqual([
    'port/authority/root',
    'port/mesh',
    'port/share/ships',
    'port/share/trucks',
  ]);
  expect(shared?.outputs.map(({ name }) => name)).toContain('share_arn_trucks');
  expect(ships?.contents.map(({ id }) => id)).toContain('ships/share-acceptance');
  const shares = shared?.contents.filter(({ kind }) => kind === 'share');
  expect(shares?.map((content) => ('items' in content ? content.items : []))).toEqual(
    ['ships', 'trucks'].map(() => [
      expect.objectContaining({ name: 'mesh' }),
      expect.objectContaining({ name: 'authority-root' }),
    ]),
  );
});

test('an account whose things are only described has no stack, and its networks are joined by others', () => {
  const { plan } = planned({
    ...base,
    mesh: 'harbour',
    dataPlane: 'app-mesh',
    connect: 'peering',
    accounts: {
      port: { id: '555555555555', network: { cidr: '10.1.0.0/20' } },
      trucks: {
        id: '777777777777',
        network: { vpc: 'vpc-0aa', cidrs: ['10.9.0.0/20'], subnets: { private: ['subnet-0a'] } },
      },
    },
    workloads: {
      cargo: { ...cargo, account: 'port', calls: ['lorry'] },
      lorry: { ...cargo, account: 'trucks', existing: true },
    },
  });
  expect(plan.stacks.map(({ name }) => name)).toEqual(['harbour-shared', 'port']);
  expect(plan.notDeployed.map(({ what }) => what)).toEqual([
    'routing from "port" to "trucks"',
    'the DNS record "cargo.example.com"',
  ]);
});

test('an authority that is shared already gets no share from meshspan', () => {
  const existing = (shared: boolean) => ({
    ...base,
    mesh: 'harbour',
    dataPlane: 'app-mesh',
    authority: { kind: 'existing-ca', arn, shared },
  });
  const itemsOf = (written: object) =>
    planned(written).plan.stacks.flatMap(({ contents }) =>
      contents.flatMap((content) => (content.kind === 'share' && 'items' in content ? content.items : [])),
    );
  expect(itemsOf(existing(false))).toHaveLength(2);
  expect(itemsOf(existing(true))).toEqual([expect.objectContaining({ name: 'mesh' })]);
});
