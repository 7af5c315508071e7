import { isParameterRef } from '../../../topology';
import { DOCUMENTS } from '../../documents';
import { LIMITS } from '../limits';
import { measuresOf } from '../measures';
import { hit } from '../../hit';
import type { AppMeshRule } from './rule';

/** Numbers and sizes stay within the limits of the App Mesh API. */
export const limit: AppMeshRule = {
  id: 'app-mesh/limit',
  severity: 'error',
  sentence: 'a number or size is outside the limits of the App Mesh API',
  source: DOCUMENTS.types,
  hitsOf: (topology, lowered) =>
    measuresOf(topology, lowered).flatMap(({ limit: name, at, value }) => {
      const { what, min, max } = LIMITS[name];
      if (isParameterRef(value) || (value >= min && value <= max)) return [];
      const range = max === Number.MAX_SAFE_INTEGER ? `at least ${min}` : `between ${min} and ${max}`;
      return [hit(at, `${what} is ${value}, which App Mesh refuses`, `keep it ${range}`)];
    }),
};
