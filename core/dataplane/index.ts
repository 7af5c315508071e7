export type { DataPlane, DataPlanes, PlaneRule } from './contract';
export { lower, rulesElsewhere, type Lowering } from './lower';
export type * from './lowered';
export { dataPlanes } from './data-planes';
export { dataPlaneRules } from './rules';
