import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployStacks, destroyStacks, readStates, type RunnerOptions } from '../../terraform/runner';
import { stageOf, type Stage } from './runner-stage';

let stage: Stage;
let options: RunnerOptions;
const stateFile = (stack: string): string => join(stage.folder, 'state', `${stack}.tfstate`);
const seenFile = (): string => join(stage.folder, 'state/seen.json');

/** Nobody reads the last one. */
beforeEach(async () => {
  stage = stageOf({ first: {}, last: { reads: ['first'] } }, [['first'], ['last']]);
  options = { ...stage.options, seen: seenFile() };
  await deployStacks(options);
  await readStates(options);
});
afterEach(() => stage.close());

const sentenceFor = (now: string): string =>
  `the state of stack "last" had 1 resource after the last run from here, and now ${now} (../../../state/last.tfstate); restore it from a .backup beside it, or from an older version in the bucket; if everything in it is gone, remove "last" from ${seenFile()}`;

const state = (more: object): string =>
  JSON.stringify({ version: 4, serial: 1, lineage: 'another', resources: [], outputs: {}, ...more });

test.each([
  ['was deleted', () => rmSync(stateFile('last')), 'there is none'],
  ['was made empty', () => writeFileSync(stateFile('last'), ''), 'there is none'],
  [
    'is another',
    () => writeFileSync(stateFile('last'), state({ serial: 99 })),
    'it is empty, but not because of a destroy',
  ],
  [
    'is an older version',
    () => {
      const { lineage } = JSON.parse(readFileSync(stateFile('last'), 'utf8')) as { readonly lineage: string };
      writeFileSync(stateFile('last'), state({ lineage, serial: 0 }));
    },
    'it is empty, but not because of a destroy',
  ],
])('a state that no stack reads and that %s is reported before anything is touched', async (_, lose, now) => {
  lose();
  for (const run of [deployStacks, destroyStacks])
    expect(await run(options)).toMatchObject({
      ok: false,
      touched: false,
      problems: [{ stack: 'last', sentence: sentenceFor(now) }],
    });
});

test('what was destroyed is not lost', async () => {
  expect(await destroyStacks(options)).toMatchObject({ ok: true });
  expect(await deployStacks(options)).toMatchObject({ ok: true, touched: true });
});

test('a state that is gone with all its resources can be removed from the file', async () => {
  rmSync(stateFile('last'));
  const { last: _, ...others } = JSON.parse(readFileSync(seenFile(), 'utf8')) as Readonly<
    Record<string, object>
  >;
  writeFileSync(seenFile(), JSON.stringify(others));
  expect(await deployStacks(options)).toMatchObject({ ok: true, touched: true });
});

test('a state of a stack that was never deployed is not missed', async () => {
  rmSync(seenFile());
  rmSync(stateFile('last'));
  expect(await deployStacks(options)).toMatchObject({ ok: true, touched: true });
});
