import { errorRow, rulesOf, warningRow } from '../topology';

/** What is wrong whatever the data plane; each data plane adds its own. */
export const dataPlaneRules = rulesOf({
  'data-plane/ended': warningRow('nobody can deploy to the data plane any more'),
  'data-plane/not-yet': {
    ...errorRow('this version does not support what the topology asks for on its data plane'),
    unbuildable: true,
  },
});
