export { meshResourceArn } from './arn';
export type * from './demand';
export { inputNameOf, outputNameOf, stacksOutput } from './names';
export type * from './plan';
export { planOf } from './plan-of';
export { providers, type Provider } from './providers';
