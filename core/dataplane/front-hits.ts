import type { Hit, Topology } from '../topology';
import { hit } from './hit';
import { runnersOf } from './runners';

/** Records that lead to no load balancer. Of what somebody else runs, the record only states the name that callers know. */
export const recordHits = (topology: Topology): readonly Hit[] =>
  runnersOf(topology).flatMap((party): readonly Hit[] => {
    const record = 'record' in party ? party.record : undefined;
    return record === undefined || party.entries.length > 0
      ? []
      : [
          hit(
            record.at,
            `the record "${record.name}" leads to a load balancer, and "${party.key}" has no entry`,
            `add entry: { port: 443, tls: { certificate: KEY } } to "${party.key}", or drop record`,
          ),
        ];
  });
