import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diagnosticsOfInit, diagnosticsOfValidate } from '../../terraform/diagnostics';
import { inParallel, oneAtATime } from '../../terraform/pool';
import { validateStacks, type StackValidation, type ValidateProgress } from '../../terraform/validate';

let outDir: string;
beforeAll(() => {
  outDir = mkdtempSync(join(tmpdir(), 'validate-'));
});
afterAll(() => rmSync(outDir, { recursive: true }));

const required = { aws: { source: 'registry.terraform.io/hashicorp/aws', version: '5.100.0' } };

function write(stack: string, text: string): void {
  mkdirSync(join(outDir, 'stacks', stack), { recursive: true });
  writeFileSync(join(outDir, 'stacks', stack, 'cdk.tf.json'), text);
}

function stackOf(backend: object, mesh: object): string {
  return JSON.stringify({
    terraform: { required_providers: required, backend },
    provider: { aws: [{ region: 'us-west-2' }] },
    resource: { aws_appmesh_mesh: { yelb: mesh } },
  });
}

describe('the real provider judges', () => {
  let results: readonly StackValidation[];
  const progress: ValidateProgress[] = [];
  beforeAll(async () => {
    write('good', stackOf({ local: { path: '../../../state/good.tfstate' } }, { name: 'yelb' }));
    write(
      'remote',
      JSON.stringify({
        terraform: { backend: { s3: { bucket: 'nobody', key: 'yelb', region: 'us-west-2' } } },
      }),
    );
    write('broken', stackOf({ local: {} }, { name: 'yelb', colour: 'blue' }));
    write('torn', '{ "terraform": ');
    write('newer', JSON.stringify({ terraform: { required_version: '>= 99' } }));
    results = await validateStacks({
      outDir,
      stacks: ['good', 'broken', 'absent', 'torn', 'newer', 'remote'],
      workFolder: join(outDir, '.meshspan'),
      onProgress: (one) => progress.push(one),
    });
  });
  const of = (stack: string) => results.find((result) => result.stack === stack);

  test('every stack gets its result, in the order asked', () => {
    expect(results.map(({ stack, ok }) => [stack, ok])).toEqual([
      ['good', true],
      ['broken', false],
      ['absent', false],
      ['torn', false],
      ['newer', false],
      ['remote', true],
    ]);
  });

  test('a valid stack has no diagnostics, and one with a remote backend needs no credentials', () => {
    expect(of('good')?.diagnostics).toEqual([]);
    expect(of('remote')?.diagnostics).toEqual([]);
  });

  test('fails with the provider’s own words and the address', () => {
    expect(of('broken')?.diagnostics).toEqual([
      {
        severity: 'error',
        summary: 'Extraneous JSON object property',
        detail: 'No argument or block type is named "colour".',
        address: 'resource.aws_appmesh_mesh.yelb',
      },
    ]);
  });

  test('fails on what init refuses: torn text, a newer Terraform, no folder', () => {
    expect(of('torn')?.diagnostics[0]).toMatchObject({
      severity: 'error',
      summary: expect.stringMatching(/./),
    });
    expect(of('newer')?.diagnostics).toMatchObject([
      { severity: 'error', summary: expect.stringContaining('Unsupported Terraform Core version') },
    ]);
    expect(of('absent')?.diagnostics).toMatchObject([
      { severity: 'error', summary: expect.stringMatching(/^stack "absent" has no .*; synthesize it first/) },
    ]);
  });

  test('progress reports each phase', () => {
    expect(progress.filter(({ stack }) => stack === 'good').map(({ phase }) => phase)).toEqual([
      'init',
      'validate',
      'done',
    ]);
    expect(progress.filter(({ phase }) => phase === 'done')).toHaveLength(6);
  });
});

test('fails for every stack where there is no Terraform', async () => {
  write('lonely', '{}');
  const binary = join(outDir, 'no-such-program');
  const [result] = await validateStacks({
    outDir,
    stacks: ['lonely'],
    workFolder: join(outDir, '.meshspan'),
    binary,
  });
  expect(result).toMatchObject({
    ok: false,
    diagnostics: [{ summary: expect.stringContaining('could not be started') }],
  });
});

test('init diagnostics are read between lines that are not JSON', () => {
  const line = {
    type: 'diagnostic',
    diagnostic: { severity: 'warning', summary: 'old', detail: 'very', address: 'aws_vpc.x' },
  };
  expect(diagnosticsOfInit(`\nInitializing...\n${JSON.stringify(line)}\n{"type":"log"}`)).toEqual([
    { severity: 'warning', summary: 'old', detail: 'very', address: 'aws_vpc.x' },
  ]);
  expect(diagnosticsOfValidate('terraform crashed')).toBeUndefined();
});

test('the pool keeps the order and its width', async () => {
  let [running, most] = [0, 0];
  const doubled = await inParallel([3, 1, 2, 5], 2, async (value) => {
    most = Math.max(most, ++running);
    await new Promise((done) => {
      setTimeout(done, value * 5);
    });
    running--;
    return value * 2;
  });
  expect([doubled, most]).toEqual([[6, 2, 4, 10], 2]);
  expect(await inParallel([], 2, async (value) => value)).toEqual([]);
});

test('work that fails lets the next one in', async () => {
  const alone = oneAtATime();
  const first = alone(() => Promise.reject(new Error('no')));
  const second = alone(() => Promise.resolve('yes'));
  await expect(first).rejects.toThrow('no');
  expect(await second).toBe('yes');
});
