import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { check } from '../../core/checker';
import { lower } from '../../core/dataplane';
import { planOf } from '../../core/planner';
import { untraced } from '../../stacks/untraced';
import { synthesize } from '../../stacks';
import { arbitraryMesh, topologyOfMesh } from '../core/planner/arbitrary';
import { StackJson } from './json';

jest.setTimeout(60_000);

/** What a stack refers to, and what it has. */
function danglingIn(stack: StackJson): readonly string[] {
  const sections = ['locals', 'variable'].flatMap((name) =>
    Object.keys(stack.json[name] ?? {}).map((key) => (name === 'locals' ? `local.${key}` : `var.${key}`)),
  );
  const there = new Set([...sections, ...[...stack.resources, ...stack.data].map(({ address }) => address)]);
  const named = stack.text.matchAll(
    /\b((?:local|var)\.[\w-]+|data\.[a-z_]+\.[\w-]+|(?<![.\w])aws_[a-z0-9_]+\.[\w-]+)/g,
  );
  const references = [...named].map(([, name = '']) => name.replace(/^data\./, ''));
  return [...new Set(references)].filter((name) => !there.has(name));
}

test('a mesh without errors in plan and check is synthesized, and every reference has its target', () => {
  let synthesized = 0;
  fc.assert(
    fc.property(arbitraryMesh, fc.infiniteStream(fc.nat(5)), (mesh, dice) => {
      const keys = mesh.accounts.flatMap(({ key }) => [key, `${key}-app`]);
      const retired = keys.filter(() => dice.next().value === 0);
      const topology = topologyOfMesh(mesh, retired);
      const lowering = lower(topology);
      if (!lowering.ok) return;
      const { lowered, demands } = lowering.value;
      const planned = planOf(topology, demands);
      if (!planned.ok) return;
      const { findings } = check(topology, lowered, lowering.findings);
      if (findings.some(({ severity }) => severity === 'error')) return;
      const folder = mkdtempSync(join(tmpdir(), 'meshspan-any-'));
      try {
        untraced(() => synthesize({ topology, plan: planned.value, lowered }, folder));
        for (const { name } of planned.value.stacks) {
          const text = readFileSync(join(folder, 'stacks', name, 'cdk.tf.json'), 'utf8');
          expect(danglingIn(new StackJson(text))).toEqual([]);
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
      synthesized += 1;
    }),
    { numRuns: 40 },
  );
  expect(synthesized).toBeGreaterThan(8);
});
