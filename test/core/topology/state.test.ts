import { topologyOf } from '../../../core/topology';
import { planned } from '../../cases/synthesized';
import { findingsIn, yelb } from './written';

const s3 = (more: object) => ({ kind: 's3', bucket: 'states', ...more });
const http = (address: string) => ({ kind: 'http', address });
const cloud = (more: object) => ({ kind: 'cloud', organization: 'acme', ...more });
const secret = 'hunter2';

/** A form that Terraform or its service refuses, what is said, and the same as it should be. */
const forms: readonly (readonly [what: string, bad: object, says: string, good: object])[] = [
  ['a bucket as a URL', s3({ bucket: 's3://states' }), 'state.bucket: a bucket name is', s3({})],
  ['a bucket with a path', s3({ bucket: 'states/a' }), 'state.bucket: a bucket name is', s3({ prefix: 'a' })],
  ['an address as a bucket', s3({ bucket: '10.0.0.1' }), 'state.bucket: a bucket name is', s3({})],
  ['a bucket in capitals', s3({ bucket: 'States' }), 'state.bucket: a bucket name is', s3({})],
  ['a slash before a prefix', s3({ prefix: '/a' }), 'state.prefix: a prefix has', s3({ prefix: 'a' })],
  ['a slash after a prefix', s3({ prefix: 'a/' }), 'state.prefix: a prefix has', s3({ prefix: 'a/b' })],
  ['a way up in a prefix', s3({ prefix: 'a/../b' }), 'state.prefix: a prefix has', s3({ prefix: 'a.b' })],
  [
    'a zone as a region',
    s3({ region: 'eu-west-1a' }),
    'state.region: expected a region',
    s3({ region: 'eu-west-1' }),
  ],
  [
    'a role by its name',
    s3({ role: 'x' }),
    'state.role: the role of the state is an ARN; write arn:aws:iam::<account>:role/<name>',
    s3({ role: 'arn:aws-us-gov:iam::123456789012:role/path/x' }),
  ],
  [
    'an alias of a key',
    s3({ kmsKey: 'alias/x' }),
    'state.kmsKey: a KMS key is an ARN',
    s3({ kmsKey: 'mrk-0123456789abcdef0123456789abcdef' }),
  ],
  [
    'a file',
    http('file:///tmp/x'),
    'state.address: an address begins with https://',
    http('http://h:8080/x'),
  ],
  ['a host alone', http('example.com'), 'state.address: an address begins with', http('https://example.com')],
  [
    'a user and a password',
    http(`https://me:${secret}@example.com/x`),
    'state.address: an address has no user and no password',
    http('https://example.com/x@y/'),
  ],
  [
    'a query',
    http('https://example.com/x?a=b'),
    'state.address: the name of each state',
    http('https://a/b'),
  ],
  ['an organization with a space', cloud({ organization: 'a b' }), 'state.organization: an', cloud({})],
  [
    'a host with a path',
    cloud({ hostname: 'tfe.example.com/app' }),
    'state.hostname: a host name has no https://',
    cloud({ hostname: 'tfe.example.com:8443' }),
  ],
  [
    'a host as a URL',
    cloud({ hostname: 'https://tfe.example.com' }),
    'state.hostname: a host name has no https://',
    cloud({ hostname: 'tfe.example.com' }),
  ],
  [
    'a project with a slash',
    cloud({ project: 'a/b' }),
    'state.project: a project',
    cloud({ project: 'a b' }),
  ],
];

test.each(forms)('%s is refused in one line, and accepted as it should be', (_, bad, says, good) => {
  const found = findingsIn({ ...yelb, state: bad });
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(`topology/value ${says}`);
  expect(found[0]).not.toContain(secret);
  expect(findingsIn({ ...yelb, state: good })).toEqual([]);
});

test('a form is that of the value of a parameter, and open where it has none', () => {
  const written = { ...yelb, parameters: { host: {} }, state: http('https://${parameter.host}/x') };
  expect(topologyOf(written, { values: { host: 'me:pass@h' } })).toMatchObject({
    findings: [{ rule: 'topology/value', at: { path: ['state', 'address'] } }],
  });
  expect(topologyOf(written)).toMatchObject({ ok: true });
});

test('a state that no workspace can be called like is refused', () => {
  const long = { ...yelb, mesh: 'm'.repeat(50), environment: 'e'.repeat(32), state: cloud({}) };
  expect(() => planned(long)).toThrow(/plan\/workspace-name mesh: "m{50}_e{32}-[\w-]+" can't be the name/);
  expect(() => planned({ ...long, state: 'local' })).not.toThrow();
});

describe('an environment', () => {
  const staged = (environment: unknown, more: object = {}) => ({ ...yelb, ...more, environment });

  test('is part of the name of every state, and a tag', () => {
    const { plan, topology } = planned(staged('dev', { tags: { team: 'a' } }));
    const names = plan.stacks.map(({ stateName }) => stateName);
    expect(names).toContain('yelb_dev-shared');
    expect(names).toContain('yelb_dev-backend');
    expect(topology.tags).toEqual({ 'meshspan:environment': 'dev', team: 'a' });
    expect(plan.stacks.map(({ name }) => name)).toEqual(planned(yelb).plan.stacks.map(({ name }) => name));
  });

  test('is no other mesh that is called alike', () => {
    const states = (written: unknown) => planned(written).plan.stacks.map(({ stateName }) => stateName);
    const other = states({ ...yelb, mesh: 'yelb-dev' });
    expect(states(staged('dev')).filter((name) => other.includes(name))).toEqual([]);
  });

  test('may be a parameter, which has a value before there is a plan', () => {
    const written = staged({ parameter: 'stage' }, { parameters: { stage: {} } });
    expect(planned(written, { stage: 'prod' }).topology.environment).toBe('prod');
    expect(() => planned(written)).toThrow('parameter/open environment');
    expect(topologyOf(written, { values: { stage: 'Prod' } })).toMatchObject({ ok: false });
  });

  test.each(['Dev', 'a_b', '-a', 'a-', 'a'.repeat(33), ''])('is not called %j', (name) => {
    expect(findingsIn(staged(name))).toHaveLength(1);
  });
});
