import { groupedBy } from '../../base/collections';
import { defined } from '../../base/properties';
import { at, type Closed, type Topology } from '../../topology';
import type { CertificateSpec, Connection, Lowered, Party } from '../lowered';
import { listenerKey } from '../party-ids';
import { doorsOf, type Door } from './service-doors';
import type { ProxySpec } from './specs';
import type { Server } from './sides';

export interface ProxyOptions {
  /** How connections get to every workload's proxy. @default what the topology says of each */
  readonly interception?: ProxySpec['interception'];
}

/** What all proxies of a mesh look up. */
export interface Mesh {
  readonly topology: Closed<Topology>;
  readonly certificateOf: (key: string, account: string) => Closed<CertificateSpec> | undefined;
  readonly interceptionOf: (party: Closed<Party>) => ProxySpec['interception'];
  /** By party id and port of a listener. */
  readonly servers: ReadonlyMap<string, Server>;
  /** By client, the connections that nothing prevents. */
  readonly connections: ReadonlyMap<string, readonly Closed<Connection>[]>;
  readonly doors: (service: string) => readonly Door[];
}

export function meshOf(
  topology: Closed<Topology>,
  lowered: Closed<Lowered>,
  { interception }: ProxyOptions,
): Mesh {
  const certificates = new Map(lowered.certificates.map((spec) => [`${spec.key}\n${spec.account}`, spec]));
  const certificateOf: Mesh['certificateOf'] = (key, account) => certificates.get(`${key}\n${account}`);
  const interceptionOf: Mesh['interceptionOf'] = ({ kind, key }) =>
    kind === 'gateway' ? 'none' : (interception ?? at(topology.workloads, key).interception);
  const doors = new Map<string, readonly Door[]>();
  return {
    topology,
    certificateOf,
    interceptionOf,
    servers: new Map(
      lowered.parties.flatMap((party) =>
        party.listeners
          .filter((listener) => listener.frontOf === undefined)
          .map((listener) => [
            listenerKey(party.id, listener.port),
            {
              party,
              listener,
              interception: interceptionOf(party),
              ...defined({
                certificate:
                  listener.tls.kind === 'mesh'
                    ? certificateOf(listener.tls.certificate, party.account)
                    : undefined,
              }),
            },
          ]),
      ),
    ),
    connections: groupedBy(
      lowered.connections.filter(({ flaw }) => flaw === undefined),
      ({ client }) => client,
    ),
    doors: (key) => {
      const found = doors.get(key) ?? doorsOf(topology, at(topology.services, key));
      doors.set(key, found);
      return found;
    },
  };
}
