export { partsLater, type PartsIn, type PartsOf } from './mesh';
export type * from './load-balancer-specs';
export type * from './specs';
export { tasksOf } from './task';
