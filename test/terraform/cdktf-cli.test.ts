import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import yelb from '../../examples/yelb/topology';
import { synthesizedTo } from '../cases/synthesized';

const root = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'meshspan-cdktf-'));
const app = join(root, 'dist', `main-under-test-${process.pid}.js`);
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(app, { force: true });
});

/** Every file below a folder, by its path, with its text. */
const textsIn = (path: string) =>
  Object.fromEntries(
    readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => [
        join(each.parentPath, each.name).slice(path.length),
        readFileSync(join(each.parentPath, each.name), 'utf8'),
      ]),
  );

test("cdktf's own command writes the same bytes, wherever it runs", () => {
  buildSync({
    absWorkingDir: root,
    entryPoints: ['main.ts'],
    outfile: app,
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: ['esbuild'],
    logLevel: 'error',
  });
  const settings: object = JSON.parse(readFileSync(join(root, 'cdktf.json'), 'utf8'));
  writeFileSync(join(folder, 'cdktf.json'), JSON.stringify({ ...settings, app: `node ${app}` }));
  copyFileSync(join(root, 'examples/yelb/topology.yaml'), join(folder, 'topology.yaml'));
  const cdktf = spawnSync(
    process.execPath,
    [join(root, 'node_modules/cdktf-cli/bundle/bin/cdktf.js'), 'synth'],
    {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        CHECKPOINT_DISABLE: '1',
        CI: '1',
        MESHSPAN_TOPOLOGY: 'topology.yaml',
      },
    },
  );
  expect(`${cdktf.stdout}${cdktf.stderr}`).toContain(
    'Generated Terraform code for the stacks: backend, frontend, yelb-shared',
  );

  synthesizedTo(join(folder, 'ours'), yelb);
  expect(textsIn(join(folder, 'cdktf.out'))).toEqual(textsIn(join(folder, 'ours')));
});
