import { planOf, type Plan } from '../../../core/planner';
import { allCalling, demandsWith, parsed } from './meshes';

/** The plan of that many members and the owner, who all call each other. */
function planOfAll(members: number, connect: 'peering' | 'transit-gateway' | 'none'): Plan {
  const topology = parsed(allCalling(members, { connect }));
  const result = planOf(topology, demandsWith(topology));
  if (result.ok) return result.value;
  throw new Error(result.findings.map(({ summary }) => summary).join('\n'));
}

it.each(['peering', 'transit-gateway', 'none'] as const)(
  'thirty accounts that all call each other take four waves, joined by %s, as three do',
  (connect) => {
    const kinds = (plan: Plan) =>
      plan.waves.map((wave) => [
        ...new Set(wave.map((name) => plan.stacks.find((stack) => stack.name === name)?.kind)),
      ]);
    const plan = planOfAll(29, connect);
    expect(plan.waves).toHaveLength(4);
    expect(plan.stacks).toHaveLength(2 + 3 * 29);
    expect(kinds(plan)).toEqual(kinds(planOfAll(2, connect)));
  },
);

it('no first stack reads another member', () => {
  const { stacks } = planOfAll(5, 'peering');
  const first = stacks.filter(({ kind }) => kind === 'member');
  const names = new Set(first.map(({ name }) => name));
  expect(names.size).toBe(5);
  expect(
    first.flatMap(({ inputs }) => inputs.filter(({ from, kind }) => kind !== 'derived' && names.has(from))),
  ).toEqual([]);
  for (const { needs } of first) expect(needs).toEqual(['zoo-shared']);
});
