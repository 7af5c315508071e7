import { at, distinctFindings, pathText, type Result, type Topology } from '../topology';
import type { Demand } from './demand';
import { edgesOf } from './edges';
import { layoutOf, type Slot } from './layout';
import { byName, stateNameOf } from './names';
import { openFindings } from './open-values';
import { namingsOf, namingWires } from './naming';
import { circleFinding, orderOf } from './order';
import { connectionsNotDeployed, rulesNotDeployed } from './place-network';
import { zonesNotDeployed } from './place-zones';
import type { Placement, Site } from './placement';
import { liveOf, placementsOf } from './placements';
import type { NotDeployed, Plan, Stack, Wire } from './plan';
import { outputNameFindings, refusalsOf } from './refusals';
import { assignedWires, outputsOf } from './wires';

/**
 * The stacks of a mesh, what each holds, and in which order they can be applied. The same topology gives the
 * same plan, in whatever order its parts and the demands are written.
 *
 * `demands` are what the data plane needs; `notDeployed` is what it leaves out, told in the plan.
 */
export function planOf(
  topology: Topology,
  demands: readonly Demand[],
  notDeployed: readonly NotDeployed[],
): Result<Plan> {
  const layout = layoutOf(topology);
  const site: Site = { topology, layout, demands };
  const refused = [...openFindings(topology), ...refusalsOf(site)];
  if (refused.length > 0) return { ok: false, findings: distinctFindings(refused) };

  const all = placementsOf(site);
  const live = liveOf(all);
  const slots = slotsOf(site, all);
  const stackOf = new Map(live.map(({ content, stack }) => [content.id, stack]));
  const wires = assignedWires(live, stackOf);
  const namings = namingsOf(site, stackOf);
  const edges = edgesOf(layout, slots, live, stackOf);
  const order = orderOf(
    slots.map(({ name }) => name),
    edges,
    namings.map(({ from, to }) => [to, from]),
  );
  if ('circle' in order) return { ok: false, findings: [circleFinding(order, edges, ['accounts'])] };

  const deployed = order.waves.flat();
  const crossing = sortedWires(deployed, [
    ...wires,
    ...namings.flatMap((naming) =>
      namingWires(
        topology,
        naming,
        topology.expectCallees && (order.needs.get(naming.to)?.includes(naming.from) ?? false),
      ),
    ),
  ]);
  const bySlot = new Map(slots.map((slot) => [slot.name, slot]));
  const stacks = deployed.flatMap((name): readonly Stack[] => {
    const slot = bySlot.get(name);
    if (slot === undefined) return [];
    const contents = live.filter(({ stack }) => stack === name).map(({ content }) => content);
    return [
      {
        name,
        kind: slot.kind,
        account: slot.account.key,
        credentials: slot.account.credentials,
        stateName: stateNameOf(topology.mesh.name, name),
        contents,
        inputs: crossing.filter(({ to }) => to === name),
        outputs: outputsOf(topology, slot.account.key, contents),
        needs: order.needs.get(name) ?? [],
        after: order.after.get(name) ?? [],
      },
    ];
  });
  const unclear = outputNameFindings(
    topology,
    stacks.flatMap(({ outputs }) => outputs),
  );
  if (unclear.length > 0) return { ok: false, findings: unclear };
  return {
    ok: true,
    findings: [],
    value: {
      stacks,
      waves: order.waves,
      removal: order.waves.toReversed().map((wave) => wave.toSorted(byName)),
      wires: crossing,
      vacant: layout.slots
        .filter(({ name }) => !bySlot.has(name))
        .map(({ name }) => ({ name, stateName: stateNameOf(topology.mesh.name, name) })),
      notDeployed: sortedByPlace([
        ...notDeployed,
        ...connectionsNotDeployed(site),
        ...rulesNotDeployed(site),
        ...zonesNotDeployed(site),
      ]),
    },
  };
}

/** First stacks stand always, second ones where they hold something, or would if nothing were retired. */
function slotsOf({ layout, topology }: Site, all: readonly Placement[]): readonly Slot[] {
  const used = new Set(all.map(({ stack }) => stack));
  const owner = at(topology.accounts, topology.owner);
  return layout.slots.filter(
    ({ name, kind }) =>
      kind === 'shared' || kind === 'member' || used.has(name) || (kind === 'owner' && owner.retired),
  );
}

/** By reader, then provider, both in deploy order, then output; each once. */
function sortedWires(deployed: readonly string[], wires: readonly Wire[]): readonly Wire[] {
  const position = new Map(deployed.map((name, index) => [name, index]));
  const of = (stack: string): number => position.get(stack) ?? 0;
  const once = new Map(wires.map((wire) => [`${wire.from} ${wire.to} ${wire.output}`, wire]));
  return [...once.values()].toSorted(
    (a, b) => of(a.to) - of(b.to) || of(a.from) - of(b.from) || byName(a.output, b.output),
  );
}

function sortedByPlace(things: readonly NotDeployed[]): readonly NotDeployed[] {
  const key = (thing: NotDeployed): string => `${pathText(thing.at)} ${thing.what}`;
  return things.toSorted((a, b) => byName(key(a), key(b)));
}
