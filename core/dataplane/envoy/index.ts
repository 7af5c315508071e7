export type * from './specs';
