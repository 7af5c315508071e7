import { DOCUMENTS } from '../../dataplane/app-mesh/documents';
import type { CheckerRule } from '../rule';

export const ended: CheckerRule = {
  id: 'data-plane/ended',
  severity: 'warning',
  sentence: 'AWS ended the data plane',
  source: DOCUMENTS.end,
  hitsOf: ({ topology, lowered }) =>
    lowered.dataPlane !== 'app-mesh' || topology.acceptEnded
      ? []
      : [
          {
            at: ['dataPlane'],
            summary: 'AWS ended App Mesh on 2026-09-30: nothing can be deployed to it any more',
            fix: 'choose another dataPlane, or write acceptEnded: true where an App Mesh of your own answers',
          },
        ],
};
