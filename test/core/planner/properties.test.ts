import * as fc from 'fast-check';
import { planOf, type Plan } from '../../../core/planner';
import type { ByKey, Topology } from '../../../core/topology';
import {
  arbitraryMesh,
  demandsOfMesh,
  topologyOfMesh,
  withoutAccount,
  withoutOneOfEach,
  type Mesh,
} from './arbitrary';
import { firstNeeds } from './first-needs';
import { stackByContent, stackNamed } from './meshes';

/** The plan of a mesh, or of another topology with its needs. */
function plans(mesh: Mesh, topology = topologyOfMesh(mesh)): Plan {
  const result = planOf(topology, demandsOfMesh(mesh, topology));
  if (result.ok) return result.value;
  throw new Error(result.findings.map(({ summary }) => summary).join('\n'));
}
const needs = (plan: Plan, stack: string): readonly string[] => stackNamed(plan, stack).needs;

/** Everything reachable by `next`. */
function closureOf(start: string, next: (stack: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...next(start)];
  for (let stack = open.pop(); stack !== undefined; stack = open.pop()) {
    if (found.has(stack)) continue;
    found.add(stack);
    open.push(...next(stack));
  }
  return found;
}

/** Facts of every plan, each with what speaks against it. */
const facts: readonly (readonly [fact: string, against: (plan: Plan, mesh: Mesh) => readonly unknown[]])[] = [
  [
    'a wave needs only the ones before it',
    (plan) =>
      plan.waves.flatMap((wave, index) => {
        const before = new Set(plan.waves.slice(0, index).flat());
        return wave.flatMap((stack) => needs(plan, stack).filter((need) => !before.has(need)));
      }),
  ],
  ['there are five waves at most', ({ waves }) => waves.slice(5)],
  [
    'every stack is in one wave, once',
    (plan) =>
      plan.waves.flat().join(' ') === plan.stacks.map(({ name }) => name).join(' ') ? [] : plan.waves,
  ],
  [
    'every content is in one stack, once',
    (plan) => {
      const ids = plan.stacks.flatMap(({ contents }) => contents.map(({ id }) => id));
      return ids.filter((id, index) => ids.indexOf(id) !== index);
    },
  ],
  [
    'what a content can not be made without is in its stack or in one that comes before',
    (plan, mesh) => {
      const stacks = stackByContent(plan);
      return firstNeeds(mesh, stacks).filter(([id, needed]) => {
        const [stack, other] = [stacks.get(id) ?? id, stacks.get(needed) ?? needed];
        return stack !== other && !needs(plan, stack).includes(other);
      });
    },
  ],
  [
    'a value that is assigned or confirmed is reported by a stack that comes before',
    (plan) =>
      plan.wires.filter(({ from, to, kind }) => kind !== 'derived' && !needs(plan, to).includes(from)),
  ],
  [
    'every wire begins at an output and ends as an input',
    (plan) =>
      plan.wires.filter((wire) => {
        const reported = stackNamed(plan, wire.from).outputs.find(({ name }) => name === wire.output);
        const same =
          JSON.stringify(reported?.value) === JSON.stringify(wire.value) &&
          reported?.literal === wire.literal;
        return !same || !stackNamed(plan, wire.to).inputs.includes(wire);
      }),
  ],
  [
    'a callee is compared exactly where its stack comes before anyway',
    (plan) => {
      const pairs = (wires: Plan['wires']): readonly string[] =>
        wires.map(({ from, to, value }) => `${from} ${to} ${value.kind === 'asset' ? value.key : ''}`);
      const before = pairs(
        plan.wires.filter(({ kind, from, to }) => kind === 'derived' && needs(plan, to).includes(from)),
      );
      const compared = pairs(plan.wires.filter(({ kind }) => kind === 'confirmed'));
      return [
        ...before.filter((pair) => !compared.includes(pair)),
        ...compared.filter((pair) => !before.includes(pair)),
      ];
    },
  ],
  [
    'the reduced order implies the whole, and none of it is implied',
    (plan) => {
      const after = (stack: string): readonly string[] => stackNamed(plan, stack).after;
      return plan.stacks.flatMap(({ name }) => {
        const implied =
          [...closureOf(name, after)].toSorted().join(' ') === needs(plan, name).toSorted().join(' ');
        const spare = after(name).filter((need) =>
          after(name).some((other) => other !== need && closureOf(other, after).has(need)),
        );
        return implied ? spare : [name, ...spare];
      });
    },
  ],
  [
    'removal is deployment backwards',
    ({ waves, removal }) =>
      JSON.stringify(removal) === JSON.stringify(waves.toReversed().map((wave) => wave.toSorted()))
        ? []
        : removal,
  ],
];

describe('of any accounts and any calls', () => {
  it('there is a plan: nothing waits in a circle', () => {
    // `plans` throws on a finding.
    fc.assert(
      fc.property(arbitraryMesh, (mesh) => expect(plans(mesh).stacks.length).toBeGreaterThan(1)),
      { numRuns: 200 },
    );
  });

  it.each(facts)('%s', (_, against) => {
    fc.assert(
      fc.property(arbitraryMesh, (mesh) => expect(against(plans(mesh), mesh)).toEqual([])),
      { numRuns: 60 },
    );
  });
});

it('the order in which things are written changes nothing', () => {
  const turned = <T>(things: ByKey<T>): ByKey<T> => Object.fromEntries(Object.entries(things).toReversed());
  fc.assert(
    fc.property(arbitraryMesh, fc.nat(), (mesh, turn) => {
      const topology = topologyOfMesh(mesh);
      const written: Topology = {
        ...topology,
        accounts: turned(topology.accounts),
        workloads: turned(topology.workloads),
        services: turned(topology.services),
        gateways: turned(topology.gateways),
        certificates: turned(topology.certificates),
      };
      const demands = demandsOfMesh(mesh, topology);
      const mixed = <T>(things: readonly T[]): readonly T[] => {
        const start = turn % (things.length + 1);
        return [...things.slice(start), ...things.slice(0, start).toReversed(), ...things.slice(0, 3)];
      };
      const other = { ...demands, needs: mixed(demands.needs), assets: mixed(demands.assets) };
      expect(JSON.stringify(planOf(written, other))).toBe(JSON.stringify(planOf(topology, demands)));
    }),
    { numRuns: 60 },
  );
});

/** Contents of both plans that are not in the same stack. */
function movedBetween(before: Plan, after: Plan): readonly string[] {
  const there = stackByContent(after);
  return [...stackByContent(before)].flatMap(([id, stack]) => {
    const other = there.get(id);
    return other === undefined || other === stack ? [] : [`${id}: ${stack} → ${other}`];
  });
}

/** Names by which the outputs of both plans are known. */
function renamedBetween(before: Plan, after: Plan): readonly string[] {
  const names = (plan: Plan): ReadonlyMap<string, string> =>
    new Map(
      plan.stacks.flatMap((stack) =>
        stack.outputs.map(({ name, value }) => [`${stack.name} ${JSON.stringify(value)}`, name] as const),
      ),
    );
  const there = names(after);
  return [...names(before)].flatMap(([value, name]) => {
    const other = there.get(value);
    return other === undefined || other === name ? [] : [`${value}: ${name} → ${other}`];
  });
}

it('an account more or less moves and renames nothing of the others', () => {
  fc.assert(
    fc.property(
      arbitraryMesh.filter(({ accounts }) => accounts.length > 2),
      fc.nat(),
      (mesh, index) => {
        const members = mesh.accounts.slice(1);
        const gone = members[index % members.length]?.key ?? '';
        const [all, less] = [plans(mesh), plans(withoutAccount(mesh, gone))];
        expect(movedBetween(all, less)).toEqual([]);
        expect(renamedBetween(all, less)).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

it('a call, a route target or a path more or less moves and renames nothing', () => {
  fc.assert(
    fc.property(arbitraryMesh, fc.nat(), (mesh, index) => {
      const [all, less] = [plans(mesh), plans(withoutOneOfEach(mesh, index))];
      expect(movedBetween(all, less)).toEqual([]);
      expect(renamedBetween(all, less)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it('retiring a member empties its stacks and moves nothing', () => {
  fc.assert(
    fc.property(arbitraryMesh, fc.nat(), (mesh, index) => {
      const topology = topologyOfMesh(mesh);
      const member = mesh.accounts[1 + (index % (mesh.accounts.length - 1))]?.key ?? '';
      const account = topology.accounts[member];
      if (account === undefined) throw new Error(member);
      const accounts = { ...topology.accounts, [member]: { ...account, retired: true } };
      const before = plans(mesh);
      const after = plans(mesh, { ...topology, accounts });
      expect(movedBetween(before, after)).toEqual([]);
      expect(after.waves.flat().toSorted()).toEqual(before.waves.flat().toSorted());
      expect(
        after.stacks.filter((stack) => stack.account === member).flatMap(({ contents }) => contents),
      ).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it('retiring any accounts needs five waves more at most, one for each kind of stack', () => {
  fc.assert(
    fc.property(arbitraryMesh, fc.infiniteStream(fc.boolean()), (mesh, coins) => {
      const members = mesh.accounts.slice(1).filter(() => coins.next().value === true);
      const retired = members.map(({ key }) => key);
      expect(plans(mesh, topologyOfMesh(mesh, retired)).waves.length).toBeLessThanOrEqual(10);
    }),
    { numRuns: 60 },
  );
});
