import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataPlanes, lower, type DataPlane, type DataPlanes } from '../../core/dataplane';
import { taskAssets, type PartsIn } from '../../core/dataplane/tasks';
import { planOf } from '../../core/planner';
import { topologyOf } from '../../core/topology';
import { synthesize } from '../../stacks';
import type { StackPlanes } from '../../stacks/plane';
import { stackPlanes } from '../../stacks/planes';
import { taskBuilders } from '../../stacks/tasks';
import { untraced } from '../../stacks/untraced';
import { StackJson } from '../stacks/json';
import { valueOf } from './synthesized';

/** Nothing runs in these. */
const noParts: PartsIn = () => (party) => {
  throw new Error(`no parts for ${party}`);
};

const mapped = <T>(things: Readonly<Record<string, T>>, map: (thing: T) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(things).map(([key, thing]) => [key, map(thing)]));

const planes = mapped<DataPlane>(dataPlanes, (plane) => ({
  ...plane,
  assetsOf: (topology, lowered) => [
    ...plane.assetsOf(topology, lowered),
    ...taskAssets(topology, lowered, noParts),
  ],
})) as DataPlanes;

export const stackPlanesWithTasks = mapped(stackPlanes as Required<StackPlanes>, (plane) => ({
  ...plane,
  buildersFor: (stack, lowered) => ({
    ...plane.buildersFor(stack, lowered),
    ...taskBuilders(stack, noParts),
  }),
})) as StackPlanes;

export function plannedWithTasks(written: unknown, values: Readonly<Record<string, string>> = {}) {
  const { topology, lowered, demands } = valueOf(lower(valueOf(topologyOf(written, { values })), planes));
  return { topology, lowered, plan: valueOf(planOf(topology, demands)) };
}

export function stacksWithTasks(written: unknown): (stack: string) => StackJson {
  const out = mkdtempSync(join(tmpdir(), 'stacks-'));
  try {
    const input = plannedWithTasks(written);
    untraced(() => synthesize(input, out, { planes: stackPlanesWithTasks }));
    const read = new Map(
      input.plan.stacks.map(({ name }) => [
        name,
        new StackJson(readFileSync(join(out, 'stacks', name, 'cdk.tf.json'), 'utf8')),
      ]),
    );
    return (name) => {
      const stack = read.get(name);
      if (stack === undefined) throw new Error(`no stack "${name}" among ${[...read.keys()].join(', ')}`);
      return stack;
    };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
