import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { presence, presencePath } from '../../local/aws/presence';
import { writeRecord } from '../../local/record';
import { folderWith } from '../sources/folder';
import { meshspan, shop } from './world';

const open = shop.replace('acceptEnded: true\n', '');
const token = 'this one';
let server: Server;
let url = '';
/** Whether what listens answers as the door of a local AWS does. */
let isDoor = true;
beforeAll(async () => {
  server = createServer((request, answer) => {
    if (isDoor) answer.setHeader('x-amzn-errortype', 'MissingAuthenticationToken');
    answer.end(isDoor && request.url === presencePath ? presence(token).body : undefined);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  isDoor = true;
});

/** A Terraform that has no state and refuses to plan. */
function terraformIn(folder: string): Readonly<Record<string, string>> {
  const path = join(folder, 'terraform');
  const script = [
    `#!${process.execPath}`,
    `const words = process.argv.slice(2);`,
    `if (words[0] === 'version') console.log('{"terraform_version":"1.11.0","platform":"linux_amd64"}');`,
    `if (words[0] === 'plan') process.exitCode = 1;`,
  ];
  writeFileSync(path, script.join('\n'));
  chmodSync(path, 0o755);
  return { PATH: [folder, dirname(process.execPath)].join(delimiter) };
}

const folder = (text = shop): string => folderWith({ 'topology.yaml': text });
const keepsRunning = (cwd: string): void =>
  writeRecord(join(cwd, '.meshspan/local.json'), {
    version: 1,
    token,
    pid: process.pid,
    motoPid: process.pid,
    url,
    region: 'eu-central-1',
    environment: { AWS_ENDPOINT_URL: url },
    accounts: {},
  });

async function go(cwd: string, words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return meshspan(cwd, [...words, '--yes'], { env: { ...terraformIn(cwd), ...env } });
}

describe.each(['deploy', 'destroy'])('%s first prints which AWS it uses:', (command) => {
  it('the accounts, and how it signs in', async () => {
    const { err } = await go(folder(), [command]);
    expect(err).toMatch(
      /^AWS, accounts back 222222222222 \(profile back\), front 111111111111 \(profile front\)\n/,
    );
    const roles = shop
      .replace('profile: front', 'role: deployer')
      .replace(', profile: back', '')
      .replace('back: {', 'back: {');
    expect((await go(folder(roles), [command])).err).toContain(
      'AWS, accounts back 222222222222 (the credentials of the environment), front 111111111111 (role deployer)\n',
    );
  });

  it('the local AWS that the variables point at, and its folder', async () => {
    const cwd = folder();
    keepsRunning(cwd);
    const { err } = await go(cwd, [command], { AWS_ENDPOINT_URL: url });
    expect(err).toContain(
      `the local AWS at ${url}, started in ${cwd}; its stacks and states are in .meshspan/local\n`,
    );
    expect(existsSync(join(cwd, 'out'))).toBe(false);
  });

  it('the same with --local, whatever the variables say', async () => {
    const cwd = folder();
    keepsRunning(cwd);
    for (const env of [{}, { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }])
      expect((await go(cwd, [command, '--local'], env)).err).toContain(
        `the local AWS at ${url}, started in `,
      );
    expect(await go(folder(), [command, '--local'])).toMatchObject({
      code: 2,
      err: `meshspan: no local AWS is running in this folder; "meshspan local up" starts an empty one; if one runs in another folder, run this command there and name the topology: meshspan ${command} --local PATH\n`,
    });
  });

  it('AWS, and that a local one is running here which is not meant', async () => {
    const cwd = folder();
    keepsRunning(cwd);
    expect((await go(cwd, [command])).err).toContain(
      `AWS, accounts back 222222222222 (profile back), front 111111111111 (profile front)\na local AWS is also running in this folder, at ${url}: this run does not use it; --local does\n`,
    );
  });

  it('neither a local AWS of another folder nor one that was killed, which are refused', async () => {
    const cwd = folder();
    expect(await go(cwd, [command], { AWS_ENDPOINT_URL: url })).toMatchObject({
      code: 2,
      err: `meshspan: AWS_ENDPOINT_URL is ${url}, a local AWS that was started in another folder; run this command there and name the topology (meshspan ${command} --local PATH), or unset the variables that "meshspan local status" printed\n`,
    });
    mkdirSync(join(cwd, '.meshspan/local'), { recursive: true });
    writeFileSync(join(cwd, '.meshspan/local/aws.json'), '{}');
    expect((await go(cwd, [command], { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' })).err).toContain(
      'and the local AWS of this folder was killed; "meshspan local up" starts it again, or unset it\n',
    );
    expect(existsSync(join(cwd, 'out'))).toBe(false);
  });

  it('an endpoint of somebody else', async () => {
    isDoor = false;
    expect((await go(folder(), [command], { AWS_ENDPOINT_URL: url })).err).toContain(
      `the AWS API at ${url} (AWS_ENDPOINT_URL), accounts back 222222222222 (profile back), front 111111111111 (profile front)`,
    );
  });
});

describe('a data plane that AWS ended', () => {
  it('is refused before anything is written or asked', async () => {
    const cwd = folder(open);
    const { code, out, err } = await go(cwd, ['deploy']);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(
      'error: AWS ended App Mesh on 2026-09-30, and nothing was touched; deploy with --data-plane envoy, or try it with "meshspan local run", or, if you have an App Mesh endpoint that still accepts deployments, add acceptEnded: true to the topology\n',
    );
    expect(existsSync(join(cwd, 'out'))).toBe(false);
    expect(existsSync(join(cwd, '.meshspan'))).toBe(false);
    const json = await go(cwd, ['deploy', '--json']);
    const events = json.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events).toMatchObject([
      { event: 'target' },
      { event: 'problem' },
      { event: 'end', ok: false, touched: false },
    ]);
  });

  it('is deployed to where the topology accepts that, with a message', async () => {
    expect((await go(folder(), ['deploy'])).err).toContain(
      'AWS ended App Mesh on 2026-09-30; this run continues, because the topology has acceptEnded: true\n',
    );
  });

  it('is deployed to a local AWS, and can be destroyed anywhere', async () => {
    const cwd = folder(open);
    keepsRunning(cwd);
    expect((await go(cwd, ['deploy'])).err).toContain(
      'nothing was touched; deploy with --data-plane envoy, or try it with "meshspan deploy --local"',
    );
    expect((await go(cwd, ['deploy', '--local'])).err).not.toContain('nothing was touched; try it');
    expect((await go(folder(open), ['destroy'])).out).toContain('destroyed nothing');
  });
});
