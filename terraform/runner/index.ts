export { unknownStacks, type States } from './common';
export { costsOf, stayingOf } from './costs';
export { deployStacks, planStacks } from './deploy';
export { destroyStacks } from './destroy';
export { newMemory } from './model';
export type * from './model';
export { receivedIn } from './inputs';
export { readStates } from './read-states';
