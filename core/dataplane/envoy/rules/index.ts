import type { PlaneRule } from '../../contract';
import type { EnvoyLowered } from '../lowered';

/** Everything that only this data plane refuses, in the order in which it is reported. */
export const envoyRules: readonly PlaneRule<EnvoyLowered>[] = [];
