import { proxiesOf } from '../../core/dataplane/envoy/proxies';
import type { Judgement } from '../../core/judge';
import type { PlacedParty, LabPlaces } from '../../core/report';
import { closedTopology } from '../../core/topology';
import type { LabInput } from '../../local/envoy';

/** A mesh that can be run in a lab. */
export interface LabMesh extends LabInput {
  readonly name: string;
  readonly parties: readonly PlacedParty[];
  readonly places: LabPlaces;
}

/** What a lab needs of a judgement; nothing where the topology has errors, or lacks a value that its plan computes with. */
export function readyLab(judgement: Judgement): LabMesh | undefined {
  const { deployable, edges, placeOf } = judgement;
  if (deployable === undefined) return undefined;
  const { lowered } = deployable;
  const topology = closedTopology(deployable.topology);
  const lines = new Map(
    lowered.parties.flatMap(({ id, at, listeners }) => [
      [id, at] as const,
      ...listeners.map((listener) => [`${id} ${listener.port}`, listener.at] as const),
    ]),
  );
  return {
    name: topology.mesh.name,
    lowered,
    proxies: proxiesOf(topology, lowered),
    expected: edges,
    parties: lowered.parties,
    places: {
      edges,
      placeOf: (party, port) => {
        const line = lines.get(`${party} ${port}`) ?? lines.get(party);
        return line && placeOf(line);
      },
    },
  };
}
