import { isParameterRef } from '../../../topology';
import { LIMITS } from '../limits';
import { measuresOf } from '../measures';
import { refusal, type Rule } from './rule';

/** Numbers and sizes stay within the limits of the App Mesh API. */
export const limit: Rule = (_, lowered) =>
  measuresOf(lowered).flatMap(({ limit: name, at, value }) => {
    const { what, min, max } = LIMITS[name];
    if (isParameterRef(value) || (value >= min && value <= max)) return [];
    const range = max === Number.MAX_SAFE_INTEGER ? `at least ${min}` : `between ${min} and ${max}`;
    return [refusal('app-mesh/limit', at, `${what} is ${value}, which App Mesh refuses`, `keep it ${range}`)];
  });
