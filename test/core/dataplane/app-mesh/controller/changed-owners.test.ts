import { changedOwnersIn } from '../../../../../core/dataplane/app-mesh/changed-owners';
import type { Resource } from '../../../../../core/planner/change';

const policy = { type: 'aws_iam_policy', name: 'workload_ui', attributes: { name: 'shop-ui-envoy' } };
const node = { type: 'aws_appmesh_virtual_node', name: 'workload_ui', attributes: { name: 'ui' } };
const gateway = { type: 'aws_appmesh_virtual_gateway', name: 'gateway_door', attributes: { name: 'door' } };
const gatewayPolicy = { type: 'aws_iam_policy', name: 'gateway_door', attributes: {} };

const release = (...objects: readonly object[]): Resource => ({
  type: 'helm_release',
  name: 'controller_pods_objects',
  attributes: { values: [JSON.stringify({ objects })] },
});
const custom = (kind: string, awsName: string) => ({ kind, spec: { awsName } });

const refused = (before: readonly Resource[], after: readonly Resource[]) =>
  changedOwnersIn({ stack: 'back', before, after });

test('a node that a controller is to make is not deleted first', () => {
  expect(refused([policy, node], [policy])).toEqual([
    '"ui" of stack "back" would be deleted before a controller makes them again; docs/app-mesh-controller.md, "Another owner", has the steps',
  ]);
  expect(refused([gatewayPolicy, gateway, policy, node], [gatewayPolicy, policy])[0]).toMatch(
    /^"door" and "ui"/,
  );
});

test('one that goes with its workload, or stays, or was taken out of the state, is no change of owner', () => {
  expect(refused([policy, node], [])).toEqual([]);
  expect(refused([policy, node], [policy, node])).toEqual([]);
  expect(refused([policy], [policy])).toEqual([]);
});

test('a node of a controller is not created a second time', () => {
  const released = release(custom('VirtualService', 'ui'), custom('VirtualNode', 'ui'));
  expect(refused([policy, released], [policy, node])).toEqual([
    '"ui" of stack "back" would be created while a controller has made them; docs/app-mesh-controller.md, "Another owner", has the steps',
  ]);
});

test('what is imported, or was never a controller’s, is created or stays', () => {
  const other = release(custom('VirtualNode', 'other'), custom('VirtualService', 'ui'));
  expect(refused([policy, other], [policy, node])).toEqual([]);
  expect(refused([policy, node, release(custom('VirtualNode', 'ui'))], [policy, node])).toEqual([]);
  expect(refused([], [policy, node])).toEqual([]);
});

test('a release of somebody else may have any values', () => {
  for (const attributes of [
    { values: ['a: b', '[]', '{"objects":1}', '{"objects":[1,{}]}'] },
    { values: 1 },
    null,
  ])
    expect(refused([{ type: 'helm_release', name: 'other', attributes }], [node])).toEqual([]);
});
