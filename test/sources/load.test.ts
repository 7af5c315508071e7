import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { loadTopology } from '../../sources/load';
import { folderWith } from './folder';

/** What loading such a file comes to: what it says, or the rules that refuse it. */
async function outcomeOf(name: string, content: string | Uint8Array): Promise<unknown> {
  const result = await loadTopology(join(folderWith({ [name]: content }), name), name);
  return result.ok ? result.value.written : result.findings.map(({ rule }) => rule);
}

describe('a topology can be read from', () => {
  it.each([
    ['topology.yaml', 'mesh: yelb\nports: [80]\n'],
    ['topology.yml', 'mesh: yelb\nports: [80]\n'],
    ['topology.YAML', 'mesh: yelb\nports: [80]\n'],
    ['topology.json', '{"mesh": "yelb", "ports": [80]}'],
    ['topology.ts', "const mesh: string = 'yelb';\nexport default { mesh, ports: [80] };"],
    ['topology.mts', "export default { mesh: 'yelb', ports: [80] };"],
    ['topology.js', "module.exports = { default: { mesh: 'yelb', ports: [80] } };"],
    ['topology.mjs', "export default { mesh: 'yelb', ports: [80] };"],
    ['topology.cjs', "exports.default = { mesh: 'yelb', ports: [80] };"],
    ['with a byte order mark.json', '\uFEFF{"mesh": "yelb", "ports": [80]}'],
  ])('%s', async (name, content) => {
    expect(await outcomeOf(name, content)).toEqual({ mesh: 'yelb', ports: [80] });
  });
});

describe('a file is refused as a whole, with one finding, when it', () => {
  it.each([
    ['is empty', 'topology.yaml', '', 'source/empty'],
    ['holds blanks only', 'topology.ts', ' \n', 'source/empty'],
    ['holds comments only', 'topology.yaml', '# yelb\n', 'source/empty'],
    ['has an unknown ending', 'topology.toml', 'mesh = "yelb"', 'source/ending'],
    ['has no ending', 'topology', 'mesh: yelb', 'source/ending'],
    ['is not UTF-8', 'topology.yaml', new Uint8Array([0x6d, 0xff, 0xfe]), 'source/encoding'],
  ])('%s', async (_why, name, content, rule) => {
    expect(await outcomeOf(name, content)).toEqual([rule]);
  });

  it('is missing, whatever its ending', async () => {
    for (const name of ['topology.yaml', 'topology.ts', 'topology.toml', 'a/topology.json']) {
      const result = await loadTopology(join(folderWith({}), name), name);
      expect(result.findings).toEqual([
        {
          rule: 'source/missing',
          severity: 'error',
          at: { path: [], file: name },
          summary: `"${name}" does not exist`,
          fix: 'name the topology file, or create it',
        },
      ]);
    }
  });

  it('is a folder, whatever its ending', async () => {
    const folder = folderWith({});
    mkdirSync(join(folder, 'topology.yaml'));
    for (const path of [folder, join(folder, 'topology.yaml')]) {
      expect((await loadTopology(path)).findings.map(({ rule }) => rule)).toEqual(['source/not-a-file']);
    }
  });

  it.each([
    ['is a device', '/dev/zero', 'source/not-a-file'],
    ['is a link that leads nowhere', 'nothing', 'source/missing'],
    ['is a link to itself', 'topology.yaml', 'source/unreadable'],
  ])('%s, whatever its ending', async (_why, to, rule) => {
    for (const ending of ['yaml', 'ts', 'toml']) {
      const path = join(folderWith({}), `topology.${ending}`);
      symlinkSync(to.replace('yaml', ending), path);
      expect((await loadTopology(path)).findings.map((finding) => finding.rule)).toEqual([rule]);
    }
  });

  it('is a pipe, which may never be written to', async () => {
    const path = join(folderWith({}), 'topology.yaml');
    expect(spawnSync('bash', ['-c', 'mkfifo "$0"', path]).status).toBe(0);
    const { findings } = await loadTopology(path);
    expect(findings).toMatchObject([{ rule: 'source/not-a-file', fix: 'copy its contents to a file' }]);
  });

  it('has more than 16 MiB, as a topology and as a certificate', async () => {
    const folder = folderWith({
      'large.yaml': 'mesh: m\n',
      'topology.yaml': 'certificates: { c: { kind: acm, arn: a, pemFile: large.yaml } }\n',
    });
    truncateSync(join(folder, 'large.yaml'), 16 * 2 ** 20 + 1);
    for (const name of ['large.yaml', 'topology.yaml']) {
      const [finding] = (await loadTopology(join(folder, name))).findings;
      expect(finding?.summary).toContain('has more than 16 MiB');
    }
  });

  it('may not be read', async () => {
    const path = join(folderWith({ 'topology.yaml': 'mesh: yelb' }), 'topology.yaml');
    chmodSync(path, 0o000);
    const findings = (await loadTopology(path)).findings.map(({ rule }) => rule);
    // Root may read everything.
    expect(findings).toEqual(process.getuid?.() === 0 ? [] : ['source/unreadable']);
  });
});
