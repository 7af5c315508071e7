export { routePartsOf } from './app-mesh/route-parts';
export type * from './app-mesh/specs';
export { demandsOf, lower, notDeployedOf } from './lower';
export type * from './lowered';
