import type { Finding, Topology } from '../topology';
import type { DataPlane } from './contract';

/** Says that a data plane has ended, until the topology accepts it. */
export const endedFindings = (
  { acceptEnded }: Topology,
  { ended }: Pick<DataPlane, 'ended'>,
): readonly Finding[] =>
  ended === undefined || acceptEnded
    ? []
    : [
        {
          rule: 'data-plane/ended',
          severity: 'warning',
          at: { path: ['dataPlane'] },
          summary: `${ended.sentence}: nothing can be deployed to it any more`,
          fix: `choose another dataPlane, or write acceptEnded: true where ${ended.unless}`,
        },
      ];
