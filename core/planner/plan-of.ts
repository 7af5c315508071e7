import { byName, groupedBy } from '../base/collections';
import { distinctFindings, pathText, type Result, type Topology } from '../topology';
import { liveOf, placementsOf } from './all-placements';
import { inBuildOrder } from './build-order';
import { edgesOf } from './edges';
import { layoutOf, type Slot } from './layout';
import { elsewhereNotDeployed } from './left-to-others';
import { stateNameOf } from './names';
import type { Demands } from './need';
import { openFindings } from './open-values';
import { circleFinding, orderOf, type Order } from './order';
import { connectionsNotDeployed, rulesNotDeployed } from './place-network';
import { zonesNotDeployed } from './place-zones';
import type { Placement } from './placement';
import type { NotDeployed, Plan, Stack, Wire } from './plan';
import { providersOf, type Providers } from './providers-of-values';
import { outputNameFindings, refusalsOf } from './refusals';
import { siteOf, type Site } from './site';
import { assignedWires, namingsOf, namingWires, outputsOf, type Naming } from './wires';

/**
 * The stacks of a mesh, what each contains, and in which order they can be applied. The same topology gives the
 * same plan, in whatever order its parts and the demands are written.
 */
export function planOf(topology: Topology, demands: Demands): Result<Plan> {
  const layout = layoutOf(topology);
  const site = siteOf(topology, layout, demands);
  const refused = [...openFindings(topology), ...refusalsOf(site)];
  if (refused.length > 0) return { ok: false, findings: distinctFindings(refused) };

  const all = placementsOf(site, demands.assets);
  const live = liveOf(all);
  const slots = slotsOf(site, all);
  const bySlot = new Map(slots.map((slot) => [slot.name, slot]));
  const providers = providersOf(live);
  const namings = namingsOf(all, live, (stack) => bySlot.get(stack)?.account.retired === false);
  const edges = edgesOf(layout, slots, live, providers);
  const order = orderOf(
    slots.map(({ name }) => name),
    edges,
    namings.map(({ from, to }) => [to, from]),
  );
  if ('circle' in order) return { ok: false, findings: [circleFinding(order, edges, ['accounts'])] };

  const wires = sortedWires(order, [
    ...assignedWires(live, providers),
    ...wiresOfNames(topology, order, namings),
  ]);
  const stacks = stacksOf(topology, order, bySlot, live, providers, wires);
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
      wires,
      vacant: layout.slots
        .filter(({ name }) => !bySlot.has(name))
        .map(({ name }) => ({ name, stateName: stateNameOf(topology, name) })),
      notDeployed: sortedByPlace([
        ...demands.notDeployed,
        ...connectionsNotDeployed(site),
        ...rulesNotDeployed(site),
        ...zonesNotDeployed(site),
        ...elsewhereNotDeployed(site),
      ]),
      differences: demands.differences,
    },
  };
}

function stacksOf(
  topology: Topology,
  order: Order,
  slots: ReadonlyMap<string, Slot>,
  live: readonly Placement[],
  providers: Providers,
  wires: readonly Wire[],
): readonly Stack[] {
  const placements = groupedBy(live, ({ stack }) => stack);
  const inputs = groupedBy(wires, ({ to }) => to);
  return order.waves.flat().flatMap((name): readonly Stack[] => {
    const slot = slots.get(name);
    if (slot === undefined) return [];
    const own = placements.get(name) ?? [];
    return [
      {
        name,
        kind: slot.kind,
        account: slot.account.key,
        credentials: slot.account.credentials,
        stateName: stateNameOf(topology, name),
        contents: inBuildOrder(own, providers).map(({ content }) => content),
        inputs: inputs.get(name) ?? [],
        outputs: outputsOf(own),
        needs: order.needs.get(name) ?? [],
        after: order.after.get(name) ?? [],
      },
    ];
  });
}

/**
 * First stacks are always there, but for accounts to which others deploy and for the owner of a mesh that exists;
 * second ones where they contain something, or would if nothing were retired.
 */
function slotsOf({ topology, layout, owner, isElsewhere }: Site, all: readonly Placement[]): readonly Slot[] {
  const used = new Set(all.map(({ stack }) => stack));
  const isFirst = ({ kind, account }: Slot): boolean =>
    kind === 'shared'
      ? !topology.mesh.existing
      : kind === 'member' && (account.retired || !isElsewhere(account.key));
  return layout.slots.filter(
    (slot) => used.has(slot.name) || isFirst(slot) || (slot.kind === 'owner' && owner.retired),
  );
}

function wiresOfNames(topology: Topology, { needs }: Order, namings: readonly Naming[]): readonly Wire[] {
  const before = new Map([...needs].map(([stack, others]) => [stack, new Set(others)]));
  return namings.flatMap((naming) =>
    namingWires(naming, topology.expectCallees && before.get(naming.to)?.has(naming.from) === true),
  );
}

/** By reader, then provider, both in deploy order, then output; each once. */
function sortedWires({ waves }: Order, wires: readonly Wire[]): readonly Wire[] {
  const position = new Map(waves.flat().map((name, index) => [name, index]));
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
