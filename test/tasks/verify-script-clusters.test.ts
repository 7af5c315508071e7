import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checksIn, scriptOf, type Step } from '../../core/verify';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'meshspan-verify-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Programs that say which account asked for the configuration of a cluster. */
const programs = {
  aws: `case "$*" in
  *get-caller-identity*) echo "$AWS_PROFILE" ;;
  *update-kubeconfig*) echo "$AWS_PROFILE" > "$6" ;;
esac`,
  kubectl: 'cat "$2"',
};

const stepsIn = (account: string): readonly Step[] => [
  { kind: 'account', account, id: account, credentials: { kind: 'profile', profile: account } },
  {
    kind: 'running',
    what: `workload of ${account} runs`,
    place: {
      kind: 'pod',
      account,
      cluster: 'main',
      namespace: 'shop',
      deployment: 'api',
      container: 'envoy',
    },
  },
];

it('clusters of two accounts that have one name are not taken for each other', () => {
  const path = join(folder, 'programs');
  mkdirSync(path);
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(path, name), `#!/bin/bash\n${text}\n`);
    chmodSync(join(path, name), 0o755);
  }
  const script = join(folder, 'verify.sh');
  writeFileSync(
    script,
    scriptOf([...stepsIn('front'), ...stepsIn('back')], { mesh: 'shop', region: 'eu-west-1' }),
  );
  const { stdout } = spawnSync('bash', [script], {
    env: { PATH: `${path}:${process.env['PATH'] ?? ''}` },
    encoding: 'utf8',
  });
  expect(checksIn(stdout).filter(({ check }) => check.startsWith('workload'))).toEqual([
    { result: 'ok', check: 'workload of front runs', detail: 'front' },
    { result: 'ok', check: 'workload of back runs', detail: 'back' },
  ]);
});
