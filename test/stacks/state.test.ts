import yelb from '../../examples/yelb/topology';
import { stacksOf, YELB_STACKS } from './json';

const S3 = { kind: 's3', bucket: 'states', region: 'eu-west-1' } as const;
const backendsOf = (state: unknown) => {
  const stack = stacksOf({ ...yelb, ...(state === undefined ? {} : { state }) });
  return {
    backends: YELB_STACKS.map((name) => stack(name).section('terraform')['backend']),
    read: stack('frontend').at('terraform_remote_state.backend'),
  };
};

test('local state is outside of what synth writes, and its name contains the mesh', () => {
  const { backends, read } = backendsOf(undefined);
  expect(backends).toEqual(
    ['yelb-shared', 'yelb-backend', 'yelb-frontend'].map((name) => ({
      local: { path: `../../../.meshspan/state/${name}.tfstate` },
    })),
  );
  expect(read).toMatchObject({
    backend: 'local',
    config: { path: '../../../.meshspan/state/yelb-backend.tfstate' },
  });
});

test('state in S3 is encrypted and locked by a file beside it', () => {
  const { backends } = backendsOf({ ...S3, prefix: 'meshes' });
  expect(backends).toEqual(
    ['yelb-shared', 'yelb-backend', 'yelb-frontend'].map((name) => ({
      s3: {
        bucket: 'states',
        key: `meshes/${name}.tfstate`,
        region: 'eu-west-1',
        encrypt: true,
        use_lockfile: true,
      },
    })),
  );
});

test('the role, profile and key of the state are those of the backend and of its readers', () => {
  const role = 'arn:aws:iam::999999999999:role/state';
  const own = {
    assume_role: { role_arn: role },
    profile: 'state',
    kms_key_id: 'arn:aws:kms:eu-west-1:999999999999:key/k',
  };
  const { backends, read } = backendsOf({ ...S3, role, profile: 'state', kmsKey: own.kms_key_id });
  expect(backends[1]).toMatchObject({ s3: own });
  expect(read).toMatchObject({
    backend: 's3',
    config: {
      ...own,
      bucket: 'states',
      key: 'yelb/yelb-backend.tfstate',
      region: 'eu-west-1',
      encrypt: true,
    },
  });
});

test('state over HTTP has its own address, is locked, and is read from there', () => {
  const { backends, read } = backendsOf({ kind: 'http', address: 'https://state.example.com/meshes/' });
  const addressOf = (name: string) => `https://state.example.com/meshes/${name}`;
  expect(backends).toEqual(
    ['yelb-shared', 'yelb-backend', 'yelb-frontend'].map(addressOf).map((address) => ({
      http: { address, lock_address: address, unlock_address: address },
    })),
  );
  expect(read).toMatchObject({ backend: 'http', config: { address: addressOf('yelb-backend') } });
});

test('state in the cloud is one named workspace per stack, and is read from there', () => {
  const place = { organization: 'yelb', hostname: 'tfe.example.com' };
  const stack = stacksOf({ ...yelb, state: { kind: 'cloud', ...place, project: 'meshes' } });
  for (const name of YELB_STACKS) {
    const workspace = name === 'yelb-shared' ? name : `yelb-${name}`;
    expect(stack(name).section('terraform')).toMatchObject({
      cloud: { ...place, workspaces: { name: workspace, project: 'meshes' } },
    });
    expect(stack(name).section('terraform')['backend']).toBeUndefined();
  }
  const { backend, config } = stack('frontend').at('terraform_remote_state.backend');
  expect([backend, config]).toEqual(['remote', { ...place, workspaces: { name: 'yelb-backend' } }]);
});

test('state in the cloud has no host and no project by default', () => {
  const stack = stacksOf({ ...yelb, state: { kind: 'cloud', organization: 'yelb' } });
  expect(stack('backend').section('terraform')['cloud']).toEqual({
    organization: 'yelb',
    workspaces: { name: 'yelb-backend' },
  });
});

test('a stack in the cloud is synthesized without a Terraform on the machine', () => {
  const path = process.env['PATH'];
  process.env['PATH'] = '/nowhere';
  try {
    expect(() => stacksOf({ ...yelb, state: { kind: 'cloud', organization: 'yelb' } })).not.toThrow();
  } finally {
    process.env['PATH'] = path;
  }
});
