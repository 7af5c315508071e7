export type { DataPlane, DataPlanes, PlaneFile, PlaneRule } from './contract';
export { lower, rulesElsewhere, standingPlanes, type Lowering } from './lower';
export type * from './lowered';
export { awaitedBy, type Awaited } from './awaited';
export { dataPlanes } from './data-planes';
export { filesOf } from './files';
export { dataPlaneRules } from './rules';
export { skippedSteps } from './skipped-steps';
