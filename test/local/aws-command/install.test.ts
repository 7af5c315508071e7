import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  awsCommandPackages,
  awsCommandVersion,
  installAwsCommand,
  writeAwsProgram,
} from '../../../local/aws-command';
import { packages } from '../../../local/aws-command/version';
import { cacheFolder } from '../../../local/packages';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aws-command-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what version.ts names is pinned', () => {
  for (const each of packages) expect(awsCommandPackages.requirements).toContain(`${each} `);
});

test('AWS\'s command is installed, and starts as "aws"', async () => {
  const installed = await installAwsCommand(cacheFolder());
  if (!installed.ok) throw new Error(installed.problem);
  const path = writeAwsProgram(join(folder, 'a "b" $c'), installed);
  const version = execFileSync('sh', ['-c', 'aws --version'], {
    encoding: 'utf8',
    env: { PATH: `${path}:${process.env['PATH'] ?? ''}` },
  });
  expect(version).toContain(`aws-cli/${awsCommandVersion} `);
});

test('an installation that fails says what to do', async () => {
  const installed = await installAwsCommand(folder, { candidates: ['no-such-python'] });
  expect(installed).toMatchObject({ ok: false, problem: expect.stringContaining('python 3.10 or newer') });
});
