import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { groupedBy } from '../../core/base/collections';
import { folderWith } from '../sources/folder';
import { meshspan } from './world';

const topology = `
mesh: shop
region: us-west-2
owner: front
accounts:
  front: {id: "111111111111", role: deploy, network: {cidr: 10.1.0.0/16}}
authority: {kind: private-ca, commonName: shop root}
clusters:
  main: {kind: eks, account: front}
workloads:
  ui: {account: front, listens: {port: 80, protocol: http}, calls: [db], runtime: {image: "ui:1"}}
  db: {account: front, listens: {port: 5432, protocol: tcp}, runtime: {image: "db:1", replicas: 1}}
`;

const outputs = (names: readonly string[]): string =>
  JSON.stringify(Object.fromEntries(names.map((name) => [name, { type: 'string', value: `<${name}>` }])));

/** The outputs that are missing, by stack, as a message lists them. */
const missingIn = (err: string): readonly (readonly [string, readonly string[]])[] =>
  [
    ...groupedBy(
      [...err.matchAll(/output "(\w+)" of stack "([\w-]+)"/g)].map(([, output = '', stack = '']) => ({
        output,
        stack,
      })),
      ({ stack }) => stack,
    ),
  ].map(([stack, found]) => [stack, found.map(({ output }) => output)] as const);

const files = [
  'k8s/front/main/cluster.yaml',
  'k8s/front/main/workload-db.yaml',
  'k8s/front/main/workload-ui.yaml',
  'k8s/front/main/kustomization.yaml',
];

test('synth writes what is in clusters beside the stacks, and lists what fills in the values of AWS', async () => {
  const folder = folderWith({ 'topology.yaml': topology });
  const { code, out, err } = await meshspan(folder, ['synth', '--manifests', 'k8s']);
  expect(code).toBe(0);
  expect(out.split('\n').filter((line) => line.startsWith('k8s/'))).toEqual(files);
  expect(readFileSync(join(folder, 'k8s/front/main/workload-ui.yaml'), 'utf8')).toContain(
    '- ${front_security_group_id_ui}',
  );
  expect(err).toContain('  ${front_security_group_id_ui}  output "security_group_id_ui" of stack "front"');
  expect(err).toContain('terraform -chdir=out/stacks/front output -json > front.json');
});

test('the commands that are listed fill in every value', async () => {
  const folder = folderWith({ 'topology.yaml': topology });
  const { err } = await meshspan(folder, ['synth', '--manifests', 'k8s']);
  for (const [stack, names] of missingIn(err)) writeFileSync(join(folder, `${stack}.json`), outputs(names));
  const typed = /meshspan (synth --manifests k8s.*)/.exec(err)?.[1]?.split(' ') ?? [];
  expect(typed).toContain('--outputs');

  const filled = await meshspan(folder, typed);
  expect([filled.code, filled.err]).toEqual([0, '']);
  const text = readFileSync(join(folder, 'k8s/front/main/workload-ui.yaml'), 'utf8');
  expect(text).toContain('- <security_group_id_ui>');
});

test('a file that nothing needs any more goes, and one of somebody else stays', async () => {
  const folder = folderWith({ 'topology.yaml': topology });
  await meshspan(folder, ['synth', '--manifests', 'k8s']);
  writeFileSync(join(folder, 'k8s/front/main/own.yaml'), 'kind: ConfigMap\n');
  writeFileSync(
    join(folder, 'topology.yaml'),
    topology.replace(/ {2}db: .*\n/, '').replace('calls: [db], ', ''),
  );
  await meshspan(folder, ['synth', '--manifests', 'k8s']);
  expect(files.map((file) => existsSync(join(folder, file)))).toEqual([true, false, true, true]);
  expect(existsSync(join(folder, 'k8s/front/main/own.yaml'))).toBe(true);
  const { resources } = parse(readFileSync(join(folder, 'k8s/front/main/kustomization.yaml'), 'utf8'));
  expect(resources).toEqual(['cluster.yaml', 'workload-ui.yaml']);
});

test('nothing replaces a file of somebody else', async () => {
  const folder = folderWith({ 'topology.yaml': topology });
  mkdirSync(join(folder, 'k8s/front/main'), { recursive: true });
  writeFileSync(join(folder, 'k8s/front/main/cluster.yaml'), 'kind: ConfigMap\n');
  const { code, err } = await meshspan(folder, ['synth', '--manifests', 'k8s']);
  expect([code, err]).toEqual([
    1,
    'meshspan: k8s/front/main/cluster.yaml is not from meshspan, or of another mesh; no manifest was written: name another folder with --manifests DIR\n',
  ]);
  expect(readFileSync(join(folder, 'k8s/front/main/cluster.yaml'), 'utf8')).toBe('kind: ConfigMap\n');
});

test('outputs fill in manifests, or nothing', async () => {
  const folder = folderWith({ 'topology.yaml': topology });
  const { code, err } = await meshspan(folder, ['synth', '--outputs', 'front=front.json']);
  expect([code, err]).toEqual([
    2,
    expect.stringContaining('--outputs fills in manifests; add --manifests DIR, or drop it'),
  ]);
});
