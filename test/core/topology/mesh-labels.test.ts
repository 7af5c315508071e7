import { topologyOf } from '../../../core/topology';
import { findingsIn, parsed, yelb } from './written';

const namespaceIn = (mesh: string): string | undefined =>
  parsed({ ...yelb, mesh }).accounts['backend']?.namespace;

test.each([
  ['yelb', 'backend.yelb.internal'],
  ['MyMesh', 'backend.mymesh.internal'],
  ['my_mesh', 'backend.my-mesh.internal'],
  ['my.mesh', 'backend.my.mesh.internal'],
  ['-my--mesh_', 'backend.my--mesh.internal'],
  ['Ünder', 'backend.nder.internal'],
  ['m'.repeat(70), `backend.${'m'.repeat(63)}.internal`],
  [`${'m'.repeat(62)}-x`, `backend.${'m'.repeat(62)}.internal`],
])('the namespaces of mesh "%s" end in its labels: %s', (mesh, namespace) => {
  expect(namespaceIn(mesh)).toBe(namespace);
});

test('a mesh of which no label is left, or of too many, is named as the cause', () => {
  for (const mesh of ['..', '網', Array.from({ length: 6 }, () => 'm'.repeat(40)).join('.')]) {
    const [first] = findingsIn({ ...yelb, mesh });
    expect(first).toContain('account/namespace accounts.backend');
    expect(first).toContain(`follows from the name of the mesh, "${mesh}"`);
    expect(first).toContain('set accounts.backend.namespace');
  }
  const named = Object.fromEntries(
    Object.entries(yelb.accounts).map(([key, account]) => [
      key,
      { ...account, namespace: `${key}.internal` },
    ]),
  );
  expect(topologyOf({ ...yelb, mesh: '網', accounts: named }).ok).toBe(true);
});

test('what a person writes as a namespace stays as it is', () => {
  const { backend, ...others } = yelb.accounts;
  const topology = parsed({
    ...yelb,
    accounts: { ...others, backend: { ...backend, namespace: 'Apps.Internal' } },
  });
  expect(topology.accounts['backend']?.namespace).toBe('Apps.Internal');
});

test('a mesh whose name is open keeps it', () => {
  const open = { ...yelb, mesh: { parameter: 'MESH' }, parameters: { MESH: {} } };
  expect(parsed(open).accounts['backend']?.namespace).toBe('backend.${parameter.MESH}.internal');
});
