import { join } from 'node:path';
import { loadTopology } from '../../sources/load';
import { sourceRules } from '../../sources/rules';
import { loadOutputs } from '../../sources/stack-outputs';
import { loadValues } from '../../sources/values';
import { fileFixes } from './file-fixes';
import { folderWith } from './folder';
import { outputsFixes } from './outputs-fixes';
import { programFixes } from './program-fixes';
import { valuesFixes } from './values-fixes';

const cases = [
  ...fileFixes.map((each) => ({ ...each, load: loadTopology })),
  ...programFixes.map((each) => ({ ...each, load: loadTopology })),
  ...outputsFixes.map((each) => ({ ...each, load: loadOutputs })),
  ...valuesFixes.map((each) => ({ ...each, load: loadValues })),
];

/** What no text of a file can fix. */
const elsewhere: readonly (keyof typeof sourceRules)[] = [
  // A folder in the place of the file, permissions, and a program that is missing.
  'source/not-a-file',
  'source/unreadable',
  'source/bundler',
  // An attack by aliases: what to write instead is the author's to know.
  'source/aliases',
];

describe('a fix of a file', () => {
  it.each(cases.map((each) => [`${each.rule}: ${each.what}`, each] as const))(
    'can be followed for %s',
    async (
      _,
      { rule, name = 'topology.yaml', mistake, typed, renamed = name, asks, findings: count, load },
    ) => {
      const before = folderWith(mistake === undefined ? {} : { [name]: mistake });
      const { findings } = await load(join(before, name), name);
      expect(findings.map((finding) => finding.rule)).toContain(rule);
      expect(findings).toHaveLength(count ?? findings.length);
      expect(findings.map(({ fix }) => fix).join('\n')).toContain(asks);

      const after = await load(join(folderWith({ [renamed]: typed }), renamed), renamed);
      expect(after).toMatchObject({ ok: true, findings: [] });
    },
  );

  it('is tried for every rule of files', () => {
    const tried = new Set([...cases.map(({ rule }) => rule), ...elsewhere]);
    expect(Object.keys(sourceRules).filter((id) => !tried.has(id as keyof typeof sourceRules))).toEqual([]);
  });
});
