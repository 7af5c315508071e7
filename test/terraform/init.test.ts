import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scaffolds } from '../cases/scaffolds';
import { meshspan } from '../cli/world';
import { judged, type Told } from './judged-stacks';

let folder = '';
let textsOf: ReadonlyMap<string, readonly string[]>;
let verdicts: ReadonlyMap<string, readonly Told[]>;

/** The stacks of what `init` writes, but those inside of clusters: their provider is built by the tests of Kubernetes. */
async function stacksOf(words: readonly string[]): Promise<readonly string[]> {
  const own = mkdtempSync(join(folder, 'own-'));
  await meshspan(own, ['init', ...words]);
  await meshspan(own, ['synth']);
  const stacks = join(own, 'out/stacks');
  const ofAws = readdirSync(stacks).filter((stack) => !stack.endsWith('-kubernetes'));
  return ofAws.map((stack) => readFileSync(join(stacks, stack, 'cdk.tf.json'), 'utf8'));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meshspan-init-'));
  mkdirSync(join(folder, 'judged'));
  const texts = new Map<string, readonly string[]>();
  // One after another: a synth has the processor for itself.
  for (const [name, words] of Object.entries(scaffolds)) texts.set(name, await stacksOf(words));
  textsOf = texts;
  verdicts = await judged(join(folder, 'judged'), new Set([...texts.values()].flat()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(Object.keys(scaffolds))('the real provider accepts every stack for %s', (name) => {
  const texts = textsOf.get(name) ?? [];
  expect(texts.length).toBeGreaterThan(1);
  expect(texts.map((text) => verdicts.get(text))).toEqual(texts.map(() => []));
});
