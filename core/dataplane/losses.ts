import { unique } from '../base/collections';
import type { Difference } from '../planner';
import { didYouMean, topologyRules, type Hit, type Path, type Rule, type Topology } from '../topology';
import type { DataPlane, DataPlanes } from './contract';
import { lossesOf } from './features';
import { dataPlaneRules } from './rules';

/** A rule, and one thing that it found. */
type Found = readonly [rule: Rule, hit: Hit];

/**
 * What a topology loses on its data plane and does not accept, and names in `acceptLosses` that accept nothing. A name of
 * what another data plane would lose is not stale, so that one topology serves both.
 * @param differences what is different on its data plane
 * @param planes all data planes, by name
 */
export function lossFindings(
  topology: Topology,
  plane: DataPlane,
  differences: readonly Difference[],
  planes: DataPlanes,
): readonly Found[] {
  const { acceptLosses } = topology;
  return [
    ...differences
      .filter(({ feature, support }) => support === 'lost' && !acceptLosses.includes(feature))
      .flatMap((loss) =>
        loss.at.map((at): Found => [dataPlaneRules['data-plane/loss'], lossHit(plane, loss, at)]),
      ),
    ...acceptanceFindings(topology, planes),
  ];
}

const lossHit = ({ name }: DataPlane, { feature, sentence }: Difference, at: Path): Hit => ({
  at,
  summary: `${feature} is lost on ${name}: ${sentence}`,
  fix: `remove it; or, if it is acceptable that ${sentence}, add acceptLosses: [${feature}] to the topology`,
});

function acceptanceFindings(topology: Topology, planes: DataPlanes): readonly Found[] {
  const { acceptLosses } = topology;
  if (acceptLosses.length === 0) return [];
  const all = Object.values(planes);
  const known = new Set(all.flatMap(({ features }) => Object.keys(features)));
  const used = new Set(all.flatMap((plane) => lossesOf(topology, plane)).map(({ feature }) => feature));
  return acceptLosses.flatMap((name, index): readonly Found[] => {
    const at = ['acceptLosses', index];
    if (!known.has(name))
      return [
        [
          topologyRules['accept/unknown'],
          { at, summary: `there is no feature "${name}"`, fix: meant(name, all) },
        ],
      ];
    if (used.has(name)) return [];
    const summary = `this entry accepts nothing: nothing of this topology that is lost is "${name}"`;
    return [[topologyRules['accept/stale'], { at, summary, fix: 'drop this entry' }]];
  });
}

/** What can be lost comes first: nothing else needs to be accepted. */
function meant(name: string, planes: readonly DataPlane[]): string {
  const features = planes.flatMap((plane) => Object.entries(plane.features));
  const losable = features.flatMap(([feature, { support }]) => (support === 'lost' ? [feature] : []));
  return (
    didYouMean(name, unique(losable)) ??
    didYouMean(name, unique(features.map(([feature]) => feature))) ??
    'drop this entry, or write a name that "meshspan check" shows, such as discovery.attributes'
  );
}
