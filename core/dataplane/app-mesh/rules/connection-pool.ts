import type { ConnectionPool, Protocol } from '../../../topology';
import { DOCUMENTS } from '../../documents';
import { hit } from '../../hit';
import type { AppMeshRule } from './rule';

/** The limit that a pool must have (App Mesh API, `VirtualNodeHttpConnectionPool` and its kin). */
const NEEDED: Readonly<Record<Protocol, keyof ConnectionPool>> = {
  http: 'maxConnections',
  http2: 'maxRequests',
  grpc: 'maxRequests',
  tcp: 'maxConnections',
};

/** A connection pool has the limit that its protocol needs. */
export const connectionPool: AppMeshRule = {
  id: 'app-mesh/connection-pool',
  severity: 'error',
  sentence: 'a connection pool lacks the limit that its protocol needs',
  source: DOCUMENTS.connectionPool,
  unbuildable: true,
  hitsOf: (_, { parties }) =>
    parties.flatMap(({ key, listeners }) =>
      listeners.flatMap(({ at, protocol, connectionPool: pool }) => {
        const needed = NEEDED[protocol];
        if (pool === undefined || pool[needed] !== undefined) return [];
        return [
          hit(
            at,
            `the ${protocol} connection pool of "${key}" has no ${needed}`,
            `connectionPool: { ${needed}: 100 } with a number of your own, or leave connectionPool out`,
          ),
        ];
      }),
    ),
};
