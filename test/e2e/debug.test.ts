import type { WrittenTopology } from '../../core/topology';
import { stored } from '../cases/store-variants';
import { deployed, newGround, type Ground } from './ground';
import { join } from 'node:path';
jest.setTimeout(1_200_000);
let ground: Ground;
beforeAll(async () => { ground = await newGround(); });
afterAll(() => ground.end());
test('x', async () => {
  const { certs, archive, paper, scratch } = stored.stores ?? {};
  const { legacy: _, ...workloads } = stored.workloads ?? {};
  const stage = ground.stage('a', { ...stored, stores: { certs, archive, paper, scratch } as never, workloads, removalProtection: false } as WrittenTopology);
  await deployed(stage);
  console.log(await ground.terraform(join(ground.folder, 'a', 'stacks', 'front'), 'plan', '-no-color'));
});
