import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformOutput, TerraformStack, Token } from 'cdktf';
import { planJson } from '../../core/report';
import { lower } from '../../core/dataplane';
import { buildApp } from '../../stacks';
import { untraced } from '../../stacks/untraced';
import { planned, synthesizedTo, valueOf } from '../cases/synthesized';
import { variants } from '../cases/variants';
import { stacksOf, type Json, type StackJson } from './json';

const stacks = Object.entries(variants).flatMap(([variant, written]) => {
  const { plan, topology } = planned(written);
  const json = stacksOf(written);
  return plan.stacks.map((spec) => ({
    name: `${variant}: ${spec.name}`,
    spec,
    plan,
    topology,
    json: json(spec.name),
  }));
});

const providersOf = ({ json }: { readonly json: StackJson }) =>
  json.section('provider')['aws'] as readonly Json[];

test.each(stacks)('plan --json lists every Terraform output of $name', ({ spec, plan, topology, json }) => {
  const { stacks: all } = planJson(plan, topology.state, undefined, { transport: topology.transport });
  const own = all.find(({ name }) => name === spec.name);
  const listed = own?.outputs ?? [];
  expect(listed.toSorted()).toEqual(Object.keys(json.section('output')).toSorted());
  // What is handed over is among them.
  expect(own?.handover.filter(({ output }) => !listed.includes(output))).toEqual([]);
});

test.each(stacks)('every block names its provider in $name', ({ spec, json }) => {
  expect(json.resources.length).toBeGreaterThan(0);
  for (const { address, body } of json.resources) {
    expect([address, body['provider']]).toEqual([address, `aws.${spec.account}`]);
  }
  // Not AWS's, but Terraform's own: it has no configuration.
  for (const { type, body } of json.data)
    expect([type, body['provider']]).toEqual(['terraform_remote_state', undefined]);
});

test.each(stacks)('whoever forgets the provider meets the same role and account in $name', (one) => {
  const [guard, account, ...others] = providersOf(one);
  expect(others).toEqual([]);
  expect(account?.['alias']).toBe(one.spec.account);
  expect({ ...guard, alias: one.spec.account }).toEqual(account);
  expect(guard?.['allowed_account_ids']).toHaveLength(1);
  expect(guard?.['region']).toBe(one.topology.region);
});

test.each(stacks)('the provider is exact, and Terraform new enough to lock states in $name', ({ json }) => {
  expect(json.section('terraform')).toMatchObject({
    required_version: '>= 1.10',
    required_providers: { aws: { source: 'registry.terraform.io/hashicorp/aws', version: '5.100.0' } },
  });
});

test.each(stacks)('$name has a backend, and no path of this machine', ({ json }) => {
  const { backend, cloud } = json.section('terraform');
  expect([...Object.keys((backend ?? {}) as Json), ...(cloud === undefined ? [] : ['cloud'])]).toHaveLength(
    1,
  );
  expect(json.text).not.toContain(process.cwd());
  expect(json.text).not.toContain(tmpdir());
});

test.each(stacks)('$name has no token of cdktf left, nor a reference that cdktf made', ({ json }) => {
  expect(json.text).not.toMatch(/TfToken|cross-stack/);
});

test.each(stacks)('$name depends on what its plan says and no more', ({ spec, json }) => {
  const read = json.data.map(({ address }) => address.split('.')[1]);
  expect(spec.needs).toEqual(expect.arrayContaining(read));
});

test.each(stacks)('only the owner tags what is in the mesh: $name', ({ spec, topology, json }) => {
  for (const provider of providersOf({ json })) expect(provider['default_tags']).toBeUndefined();
  const tagged = json.resources.filter(
    ({ type, body }) => type.startsWith('aws_appmesh_') && body['tags'] !== undefined,
  );
  const mayTag = spec.account === topology.owner && Object.keys(topology.tags).length > 0;
  expect(tagged.length > 0).toBe(mayTag);
});

test.each(Object.entries(variants))('%s is the same bytes in two folders', (_, written) => {
  const [one, other] = [mkdtempSync(join(tmpdir(), 'one-')), mkdtempSync(join(tmpdir(), 'another-place-'))];
  try {
    const names = synthesizedTo(one, written);
    synthesizedTo(other, written);
    const bytes = (out: string) =>
      names.map((name) => readFileSync(join(out, 'stacks', name, 'cdk.tf.json'), 'utf8'));
    expect(bytes(one)).toEqual(bytes(other));
    expect(readdirSync(one)).toEqual(['manifest.json', 'stacks']);
    expect(readFileSync(join(one, 'manifest.json'), 'utf8')).toBe(
      readFileSync(join(other, 'manifest.json'), 'utf8'),
    );
  } finally {
    for (const out of [one, other]) rmSync(out, { recursive: true, force: true });
  }
});

test.each(Object.entries(variants))('%s is the same bytes from one app for all stacks', (_, written) => {
  const [own, one] = [mkdtempSync(join(tmpdir(), 'own-')), mkdtempSync(join(tmpdir(), 'one-'))];
  try {
    const names = synthesizedTo(own, written);
    const { topology, plan } = planned(written);
    const { lowered } = valueOf(lower(topology));
    untraced(() => buildApp({ topology, plan, lowered }, one).synth());
    const bytes = (out: string) =>
      ['manifest.json', ...names.map((name) => `stacks/${name}/cdk.tf.json`)].map((file) =>
        readFileSync(join(out, file), 'utf8'),
      );
    expect(bytes(own)).toEqual(bytes(one));
  } finally {
    for (const out of [own, one]) rmSync(out, { recursive: true, force: true });
  }
});

test('a synth removes its own tokens and no others', () => {
  const out = mkdtempSync(join(tmpdir(), 'tokens-'));
  const tokens = (): number => {
    const kept: unknown = Reflect.get(globalThis, '__cdktfTokenMap');
    const maps = Object.values(kept as object).filter((field) => field instanceof Map);
    return maps.reduce((sum, map) => sum + map.size, 0);
  };
  try {
    const mine = Token.asString({ resolve: () => 'mine' });
    const before = tokens();
    synthesizedTo(out, variants['yelb']);
    expect(tokens()).toBe(before);
    const app = new App({ outdir: out });
    const stack = new TerraformStack(app, 'mine');
    new TerraformOutput(stack, 'mine', { value: mine });
    expect(JSON.stringify(stack.toTerraform())).toContain('"mine"');
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});

test('the manifest of cdktf has the order of the plan', () => {
  const out = mkdtempSync(join(tmpdir(), 'order-'));
  try {
    const written = variants['calling each other'];
    synthesizedTo(out, written);
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as {
      stacks: Record<string, { dependencies: string[] }>;
    };
    const told = Object.entries(manifest.stacks).map(([name, { dependencies }]) => [
      name,
      dependencies.toSorted(),
    ]);
    expect(Object.fromEntries(told)).toEqual(
      Object.fromEntries(planned(written).plan.stacks.map(({ name, after }) => [name, after.toSorted()])),
    );
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});
