import type { Demands } from '../planner';
import type { Finding, Result, Topology } from '../topology';
import type { DataPlane, DataPlanes } from './contract';
import { dataPlanes } from './data-planes';
import { endedFindings } from './ended';
import type { Lowered } from './lowered';
import { notDeployedOf, refusalsOf } from './not-deployed';

/** A topology in the terms of its data plane, with what that asks of a plan. */
export interface Lowering {
  readonly lowered: Lowered;
  readonly demands: Demands;
}

/**
 * The topology in the terms of its data plane. `ok` means that there is a value to check; its findings may still
 * hold errors, with which nothing should be deployed.
 * @param planes the data planes to choose from; @default those of this version
 */
export function lower(topology: Topology, planes: DataPlanes = dataPlanes): Result<Lowering> {
  const plane = planes[topology.dataPlane];
  if (plane === undefined) return { ok: false, findings: [notYet(topology, planes)] };
  const lowered = plane.lower(topology);
  return {
    ok: true,
    value: { lowered, demands: demandsOf(topology, plane, lowered) },
    findings: [
      ...endedFindings(topology, plane),
      ...refusalsOf(topology),
      ...plane.rules.flatMap((rule) => rule.findingsOf(topology, lowered)),
    ],
  };
}

const demandsOf = (topology: Topology, plane: DataPlane, lowered: Lowered): Demands => ({
  needs: plane.needsOf(topology, lowered),
  assets: plane.assetsOf(topology, lowered),
  notDeployed: notDeployedOf(topology),
});

function notYet({ dataPlane }: Topology, planes: DataPlanes): Finding {
  const names = Object.keys(planes);
  return {
    rule: 'data-plane/not-yet',
    severity: 'error',
    at: { path: ['dataPlane'] },
    summary: `data plane "${dataPlane}" is not there yet; ${names.map((name) => `"${name}"`).join(' and ')} is`,
    fix: `dataPlane: '${names[0]}', or --data-plane ${names[0]}`,
  };
}
