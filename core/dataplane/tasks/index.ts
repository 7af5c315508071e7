export { taskAssets } from './assets';
export type { PartsIn, PartsOf } from './mesh';
export type * from './specs';
export { tasksOf } from './task';
