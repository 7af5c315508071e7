import { clashesAmong, isParameterRef, type Entry, type Hit, type Topology } from '../topology';
import { valueText } from './live';

/** Two entries of one party on one port, or a redirect on that of an entry: its load balancer listens once on each. */
export const entryPortHits = ({ workloads, gateways }: Topology): readonly Hit[] =>
  [...Object.values(workloads), ...Object.values(gateways)].flatMap(({ key, entries }) =>
    clashesAmong(
      // Entries come first, so that the port of a redirect is the one to change.
      [...entries.map(entryDoor), ...entries.flatMap(redirectDoor)].map((door) => ({
        ...door,
        object: { kind: 'load-balancer-listener', parent: key, name: valueText(door.port) } as const,
      })),
    ).map(({ first, other: { at, port, isRedirect } }) => ({
      at,
      summary: `${first.isRedirect ? 'two redirects' : isRedirect ? 'an entry and a redirect' : 'two entries'} of "${key}" are on port ${isParameterRef(port) ? `of parameter "${port.parameter}"` : port}, and its load balancer listens once on a port`,
      fix: isRedirect
        ? 'give redirectFrom a port of its own, or drop it'
        : 'give each entry a port of its own, or keep one',
    })),
  );

const entryDoor = ({ at, port }: Entry) => ({ at, port, isRedirect: false });

const redirectDoor = ({ at, redirectFrom }: Entry) =>
  redirectFrom === undefined ? [] : [{ at: [...at, 'redirectFrom'], port: redirectFrom, isRedirect: true }];
