export * from './bootstrap';
export type * from './specs';
