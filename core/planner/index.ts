export type * from './asset';
export type * from './content';
export * from './ids';
export { inputNameOf, meshLabelOf, outputNameOf, stacksOutput, valueKeyOf } from './names';
export type * from './need';
export type * from './plan';
export { planOf } from './plan-of';
export type * from './values';
export { providers, type Provider } from './providers';
