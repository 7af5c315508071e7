export { routePartsOf } from './app-mesh/route-parts';
export type * from './app-mesh/specs';
export { demandsOf, lower, notDeployedOf } from './lower';
export { isUnbuildable } from './unbuildable';
export type * from './lowered';
