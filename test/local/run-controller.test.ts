import { meshspan, shop } from '../cli/world';
import { folderWith } from '../sources/folder';

const written = shop.replace(
  'workloads:',
  'clusters: {pods: {kind: eks, account: front, meshObjects: controller}}\nworkloads:',
);

test('local run says at once that nothing there runs the App Mesh controller, and deploys nothing', async () => {
  const { PATH = '' } = process.env;
  const cwd = folderWith({ 'topology.yaml': written });
  const { code, err } = await meshspan(cwd, ['local', 'run'], { env: { PATH } });
  expect(code).toBe(1);
  expect(err).toContain('the mesh objects of "pods"; write meshObjects: terraform');
  expect(err).not.toContain('starting a local AWS');
});
