import { clashesAmong, isParameterRef, type Hit, type Topology } from '../topology';
import { valueText } from './live';

/** Two entries of one party on one port: its load balancer listens once on each. */
export const entryPortHits = ({ workloads, gateways }: Topology): readonly Hit[] =>
  [...Object.values(workloads), ...Object.values(gateways)].flatMap(({ key, entries }) =>
    clashesAmong(
      entries.map((entry) => ({
        ...entry,
        object: { kind: 'load-balancer-listener', parent: key, name: valueText(entry.port) } as const,
      })),
    ).map(({ other: { at, port } }) => ({
      at,
      summary: `two entries of "${key}" are on port ${isParameterRef(port) ? `of parameter "${port.parameter}"` : port}, and its load balancer listens once on a port`,
      fix: 'give each entry a port of its own, or keep one',
    })),
  );
