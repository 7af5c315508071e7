import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { taskVariants } from '../cases/task-variants';
import { judgedTopologies, type Judged } from './judged-stacks';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meshspan-tasks-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the real provider accepts', () => {
  let all: Judged;
  beforeAll(async () => {
    all = await judgedTopologies(folder, taskVariants);
  });

  test.each(Object.keys(taskVariants))('every stack of "%s"', (name) => {
    const texts = all.textsOf.get(name) ?? [];
    expect(texts.filter((text) => text.includes('aws_ecs_service')).length).toBe(2);
    expect(texts.map((text) => all.verdicts.get(text))).toEqual(texts.map(() => []));
  });
});
