import { coreRules } from '../core/rules';
import type { Rule } from '../core/topology';
import { sourceRules } from './rules';

/** Every rule that a finding can name: the registry. */
export const allRules: readonly Rule[] = [...Object.values(sourceRules), ...coreRules];
