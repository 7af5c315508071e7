export type { DataPlane, DataPlanes } from './contract';
export { lower, type Lowering } from './lower';
export type * from './lowered';
export { isUnbuildable } from './unbuildable';
