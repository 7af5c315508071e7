import { openParametersOf, type Text, type Topology } from '../topology';
import { arnOf } from './arn';
import { accountIdOf } from './live';

/** What differs of the place of an ARN from that of an account of the mesh, in words; what is open does not. */
export function elsewhereOf(topology: Topology, account: string, arn: Text): readonly string[] {
  const { region, account: id } = arnOf(arn) ?? {};
  return [
    ...(differs(id, accountIdOf(topology, account)) ? [`account ${id}`] : []),
    ...(differs(region, topology.region) ? [`region ${region}`] : []),
  ];
}

const differs = (one: Text | undefined, other: Text): boolean =>
  one !== undefined && one !== other && openParametersOf(other).length === 0;
