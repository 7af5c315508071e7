import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeVariants } from '../cases/store-variants';
import { judgedTopologies, type Judged } from './judged-stacks';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meshspan-stores-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the real provider accepts', () => {
  let all: Judged;
  beforeAll(async () => {
    all = await judgedTopologies(folder, storeVariants);
  });

  test.each(Object.keys(storeVariants))('every stack of "%s"', (name) => {
    const texts = all.textsOf.get(name) ?? [];
    expect(texts.filter((text) => /aws_efs_file_system"|aws_s3_object"/.test(text))).not.toEqual([]);
    expect(texts.map((text) => all.verdicts.get(text))).toEqual(texts.map(() => []));
  });
});
