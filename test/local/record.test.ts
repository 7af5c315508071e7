import { createServer } from 'node:http';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeAbandonedProfiles, writeProfiles } from '../../local/aws/profiles';
import { startLocalAws, type LocalAws } from '../../local/aws/server';
import { isRecordDamaged, runningRecord, writeRecord, type LocalRecord } from '../../local/record';

let folder = '';
let file = '';
let aws: LocalAws;
beforeAll(async () => {
  aws = await startLocalAws();
});
afterAll(() => aws.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'record-'));
  file = join(folder, 'deep/local.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const recordOf = (more: Partial<LocalRecord> = {}): LocalRecord => ({
  version: 1,
  pid: process.pid,
  token: aws.token,
  motoPid: 1,
  url: aws.url,
  region: 'us-west-2',
  environment: {},
  accounts: {},
  ...more,
});

test('the process id is the one that the local AWS itself reports, not that of the record', async () => {
  // Process 1 lives, and is none of ours.
  writeRecord(file, recordOf({ pid: 1 }));
  expect(await runningRecord(file)).toEqual(recordOf());
});

test.each<readonly [what: string, record: () => Partial<LocalRecord>]>([
  ['another local AWS', () => ({ token: 'of another' })],
  ['nobody', () => ({ url: 'http://127.0.0.1:9' })],
])('a record where %s answers is removed, although its process lives', async (_, more) => {
  writeRecord(file, recordOf(more()));
  expect(await runningRecord(file)).toBeUndefined();
  expect([existsSync(file), existsSync(`${file}.copy`), isRecordDamaged(file)]).toEqual([
    false,
    false,
    false,
  ]);
});

test.each([
  ['claims to be process 1', (token: string) => JSON.stringify({ token, pid: 1 })],
  ['has no number', (token: string) => JSON.stringify({ token })],
  ['answers a page', () => '<html>'],
])('a server that %s is not believed', async (_, answer) => {
  const server = createServer((_request, response) => response.end(answer(aws.token)));
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  writeRecord(file, recordOf({ url: `http://127.0.0.1:${port}` }));
  expect(await runningRecord(file)).toBeUndefined();
  server.close();
});

test.each(['', '{"version": 1', '[]', 'null', '{"version":1,"pid":7}'])(
  'a record that is %j does not hide what runs: it has a copy',
  async (damaged) => {
    writeRecord(file, recordOf());
    writeFileSync(file, damaged);
    expect(await runningRecord(file)).toEqual(recordOf());
    writeFileSync(`${file}.copy`, damaged);
    expect([await runningRecord(file), isRecordDamaged(file)]).toEqual([undefined, true]);
    expect(readFileSync(file, 'utf8')).toBe(damaged);
  },
);

test.each(['http://example.com:80', 'http://127.0.0.1:80@example.com', 'file:///etc/passwd'])(
  'a record that leads to %s is damaged',
  async (url) => {
    writeRecord(file, recordOf({ url }));
    expect([await runningRecord(file), isRecordDamaged(file)]).toEqual([undefined, true]);
  },
);

test('a missing record is not a damaged one', async () => {
  expect([await runningRecord(file), isRecordDamaged(file)]).toEqual([undefined, false]);
});

test('the next one removes the credentials of a killed one, and no other folder', () => {
  // No process has this number.
  const [left, other, mine] = ['meshspan-aws-4194305-ab', 'meshspan-aws-x', `meshspan-aws-${process.pid}-cd`];
  for (const name of [left, other, mine]) mkdirSync(join(folder, name ?? ''));
  writeFileSync(join(folder, 'meshspan-aws-4194305-file'), '');
  removeAbandonedProfiles(folder);
  expect([left, other, mine].map((name) => existsSync(join(folder, name ?? '')))).toEqual([
    false,
    true,
    true,
  ]);
  expect(existsSync(join(folder, 'meshspan-aws-4194305-file'))).toBe(true);
});

test('the name of a folder of credentials contains its process', () => {
  const issue = () => ({ accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' });
  const profiles = writeProfiles(
    { owner: '111111111111' },
    {
      issue,
      callerOf: () => expect.anything(),
      secretOf: () => 'b',
    },
  );
  expect(profiles.file).toContain(`meshspan-aws-${process.pid}-`);
  profiles.remove();
  expect(existsSync(profiles.file)).toBe(false);
});
