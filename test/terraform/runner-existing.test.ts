import { lookups } from '../../core/dataplane/app-mesh/lookups';
import { dataOf, existingProblem, foundIn, isAnswer, probesOf } from '../../terraform/runner/existing';

const node = (name: string, more: object = {}) => ({
  name,
  mesh_name: 'm',
  mesh_owner: '111111111111',
  ...more,
});
const backend = { local: { path: '../../../.meshspan/state/m-back.tfstate' } };
const stack = {
  terraform: { backend },
  resource: {
    aws_appmesh_virtual_node: {
      a: node('a'),
      open: node('${var.name}'),
      made: node('b', { mesh_name: '${x.y}' }),
    },
    aws_appmesh_mesh: { mesh: { name: 'm' } },
    aws_ram_resource_share: { share: { name: 'm-back' } },
    aws_vpc: { network: { cidr_block: '10.0.0.0/16' } },
  },
};

const probes = probesOf('back', stack, lookups);

test('AWS is asked about what it knows by a name that is known before a plan', () => {
  expect(dataOf(probes)).toEqual({
    aws_appmesh_mesh: { there_0: { name: 'm' } },
    aws_appmesh_virtual_node: { there_1: node('a') },
    aws_ram_resource_share: {
      there_2: { name: 'm-back', resource_owner: 'SELF', resource_share_status: 'ACTIVE' },
    },
  });
});

test('a large stack is asked about a few things', () => {
  const many = Object.fromEntries(
    Array.from({ length: 500 }, (_, index) => [`n${index}`, node(`n${index}`)]),
  );
  expect(probesOf('back', { resource: { aws_appmesh_virtual_node: many } }, lookups)).toHaveLength(10);
});

test('an error of a data source is an answer, and no other is', () => {
  expect(isAnswer({ address: 'data.aws_appmesh_mesh.there_0' })).toBe(true);
  for (const address of ['data.aws_caller_identity.this', 'provider["aws"]', undefined])
    expect(isAnswer(address === undefined ? {} : { address })).toBe(false);
});

test('what already exists is reported with the place of the state, and the message never asks to remove it', () => {
  const read = (addr: string) =>
    JSON.stringify({ type: 'apply_complete', hook: { resource: { addr }, action: 'read' } });
  const said = [
    read('data.aws_caller_identity.this'),
    'not JSON',
    read('data.aws_appmesh_virtual_node.there_1'),
  ];
  const found = foundIn(said.join('\n'), probes);
  const [first] = found;
  if (first === undefined) throw new Error('nothing found');
  expect(found).toHaveLength(1);
  expect(existingProblem(first, '222222222222', stack)).toEqual({
    stack: 'back',
    sentence:
      'stack "back" has an empty state (../../../.meshspan/state/m-back.tfstate), but virtual node "a" already exists in account 222222222222; if this mesh was deployed before, its state is elsewhere or lost: deploy with the folder, state settings and environment of that deploy, or restore the state; if the virtual node belongs to somebody else, choose another name',
  });
});

test.each([
  [{ s3: { bucket: 'b', key: 'p/k.tfstate' } }, 'b/p/k.tfstate'],
  [{ http: { address: 'https://h/k' } }, 'https://h/k'],
])('a state is named as its backend finds it', (other, place) => {
  const [probe] = probes;
  if (probe === undefined) throw new Error('nothing to ask');
  expect(existingProblem(probe, '1', { terraform: { backend: other } }).sentence).toContain(`(${place})`);
});

test('so is a workspace', () => {
  const [probe] = probes;
  if (probe === undefined) throw new Error('nothing to ask');
  const cloud = { organization: 'o', workspaces: { name: 'w' } };
  expect(existingProblem(probe, '1', { terraform: { cloud } }).sentence).toContain('(o/w)');
});
