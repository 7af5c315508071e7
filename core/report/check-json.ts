import type { CheckResult, Edge } from '../checker';
import type { Finding, Rotation } from '../topology';
import type { PlacedEdge } from './edge';
import { findingJson, placeJson, type FindingJson, type PlaceJson } from './place';
import { rotationJson, type RotationJson } from './rotation';

export interface EdgeJson extends Omit<Edge, 'at'> {
  readonly at: PlaceJson;
}

/** What `check --json` prints; `schema/check.schema.json` is its contract. */
export interface CheckJson {
  readonly version: 1;
  readonly edges: readonly EdgeJson[];
  readonly findings: readonly FindingJson[];
  readonly resources: CheckResult['resources'];
  /** The step of a rotation; absent: no authority takes the place of another. */
  readonly rotation?: RotationJson;
}

export function checkJson(
  edges: readonly PlacedEdge[],
  findings: readonly Finding[],
  resources: CheckResult['resources'],
  rotation?: Rotation,
): CheckJson {
  return {
    version: 1,
    edges: edges.map((edge) => ({ ...edge, at: placeJson(edge.at) })),
    findings: findings.map(findingJson),
    resources,
    ...(rotation !== undefined && { rotation: rotationJson(rotation) }),
  };
}
