import { quotedList } from '../base/text';
import type { Demands } from '../planner';
import { findingOf, type Finding, type Hit, type Result, type Rule, type Topology } from '../topology';
import type { DataPlane, DataPlanes } from './contract';
import { dataPlanes } from './data-planes';
import { withDevelopment } from './development';
import { differencesOf } from './features';
import { revived } from './live';
import { lossFindings } from './losses';
import type { Lowered } from './lowered';
import { notDeployedOf } from './not-deployed';
import { dataPlaneRules, topologyWideRules } from './rules';

/** A topology in the terms of its data plane, with what that asks of a plan. */
export interface Lowering {
  /** With what its data plane says where it says nothing. */
  readonly topology: Topology;
  readonly lowered: Lowered;
  readonly demands: Demands;
  /** `false`: what was written can't be expressed by any stack, whatever findings the user accepts. */
  readonly isBuildable: boolean;
}

/** A rule, and one thing that it found. */
type Found = readonly [rule: Rule, hit: Hit];

/**
 * The topology in the terms of its data plane. `ok` means that there is a value to check; its findings may still
 * contain errors, with which nothing should be deployed.
 * @param planes the data planes to choose from; @default those of this version
 */
export function lower(read: Topology, planes: DataPlanes = dataPlanes): Result<Lowering> {
  const plane = planes[read.dataPlane];
  if (plane === undefined) return { ok: false, findings: [notYet(read, planes)] };
  const topology = withDevelopment(plane.complete?.(read) ?? read);
  const lowered = plane.lower(topology);
  const differences = differencesOf(topology, plane.features);
  const found: readonly Found[] = [
    ...endOf(topology, plane, planes),
    ...lossFindings(topology, plane, differences, planes),
    ...topologyWideRules.flatMap(([rule, hitsOf]) => hitsOf(topology).map((hit): Found => [rule, hit])),
    ...plane.rules.flatMap((rule) => rule.hitsOf(topology, lowered).map((hit): Found => [rule, hit])),
  ];
  const whole = revived(topology);
  const assets = plane.assetsOf(topology, lowered);
  return {
    ok: true,
    value: {
      topology,
      lowered,
      demands: {
        needs: plane.needsOf(whole, whole === topology ? lowered : plane.lower(whole)),
        assets,
        notDeployed: notDeployedOf(topology, lowered, assets),
        differences,
      },
      isBuildable: !found.some(([{ unbuildable }]) => unbuildable === true),
    },
    findings: found.map(([rule, hit]) => findingOf(rule, hit)),
  };
}

/** Ids of the rules of other data planes, by which this one reports nothing. */
export function rulesElsewhere(
  name: Topology['dataPlane'],
  planes: DataPlanes = dataPlanes,
): ReadonlySet<string> {
  const idsOf = ({ rules, ended }: DataPlane): readonly string[] => [
    ...rules.map(({ id }) => id),
    ...(ended === undefined ? [] : [dataPlaneRules['data-plane/ended'].id]),
  ];
  const own = planes[name];
  const here = new Set(own === undefined ? [] : idsOf(own));
  return new Set(
    Object.values(planes)
      .flatMap(idsOf)
      .filter((id) => !here.has(id)),
  );
}

/** Names of the data planes that have not ended, to which anything can still be deployed. */
export const standingPlanes = (planes: DataPlanes = dataPlanes): readonly string[] =>
  Object.entries(planes).flatMap(([name, { ended }]) => (ended === undefined ? [name] : []));

/** Says that a data plane has ended, until the topology accepts it. */
function endOf({ acceptEnded }: Topology, { ended }: DataPlane, planes: DataPlanes): readonly Found[] {
  if (ended === undefined || acceptEnded) return [];
  const others = standingPlanes(planes);
  const other =
    others.length === 0 ? '' : `set dataPlane: ${quotedList(others, ' or ')}, which can be deployed; `;
  const hit = {
    at: ['dataPlane'],
    summary: `${ended.sentence}: nothing can be deployed to it any more`,
    fix: `${other}to use it only in a local AWS, accept this finding (accept: [{ finding: data-plane/ended, because: only used locally }]); if ${ended.unless}, add acceptEnded: true`,
  };
  return [[dataPlaneRules['data-plane/ended'], hit]];
}

function notYet({ dataPlane }: Topology, planes: DataPlanes): Finding {
  const names = Object.keys(planes);
  const name = standingPlanes(planes)[0] ?? names[0];
  return findingOf(dataPlaneRules['data-plane/not-yet'], {
    at: ['dataPlane'],
    summary: `data plane "${dataPlane}" is not supported yet; ${quotedList(names)} ${names.length === 1 ? 'is' : 'are'}`,
    fix: `dataPlane: '${name}', or --data-plane ${name}`,
  });
}
