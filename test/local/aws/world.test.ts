import { newWorld, type Part } from '../../../local/aws/world';
import { fullMesh, meshArn, newStage, share } from './stage';

const counter: Part<{ count: number }> = { name: 'counter', empty: () => ({ count: 0 }) };

test('a snapshot, written as JSON and restored elsewhere, is the same AWS', async () => {
  const [before, after] = [await newStage(), await newStage()];
  const meshName = await fullMesh(before);
  await share(before, { resourceArns: [meshArn(meshName)] });
  const saved = JSON.stringify(before.aws.world.snapshot());
  after.aws.world.restore(JSON.parse(saved));
  expect(JSON.stringify(after.aws.world.snapshot())).toBe(saved);
  const asked = { meshName, meshOwner: before.owner.id, virtualNodeName: 'ui' };
  const [one, other] = await Promise.all(
    [before, after].map(({ member }) => member.mesh.describeVirtualNode(asked)),
  );
  expect(other?.virtualNode).toEqual(one?.virtualNode);
  await Promise.all([before.aws.close(), after.aws.close()]);
});

test('a snapshot does not change with the world it was taken of, nor a world with its snapshot', () => {
  const world = newWorld();
  world.part(counter).count = 1;
  const snapshot = world.snapshot();
  for (const change of [2, 3]) {
    world.part(counter).count = change;
    world.restore(snapshot);
    expect(world.part(counter).count).toBe(1);
  }
});

test('two worlds have nothing in common', () => {
  const [one, other] = [newWorld(), newWorld()];
  one.part(counter).count = 1;
  expect(other.part(counter).count).toBe(0);
});

test.each([[undefined], [{}], [{ version: 2, parts: {} }], [{ version: 3 }], ['snapshot']])(
  'fails to restore %j',
  (data) => {
    expect(() => newWorld().restore(data)).toThrow('this is not a snapshot of version 3');
  },
);
