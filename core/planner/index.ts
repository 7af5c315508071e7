export type * from './asset';
export * from './ids';
export { inputNameOf, outputNameOf, stacksOutput, valueKeyOf } from './names';
export type * from './need';
export type * from './plan';
export { planOf } from './plan-of';
export { providers, type Provider } from './providers';
