import { at, type Text, type Topology } from '../topology';
import type { OutputValue } from './values';

/** A value that the topology itself contains, because what it is of exists already. */
export function knownValueOf(topology: Topology, value: OutputValue): Text | undefined {
  if (value.kind === 'vpc-id') {
    const { network } = at(topology.accounts, value.account);
    return network.kind === 'existing' ? network.vpc : undefined;
  }
  if (value.kind === 'authority-arn') {
    const authority = at(topology.authorities, value.authority);
    return authority.kind === 'existing-ca' ? authority.arn : undefined;
  }
  // Only of a mesh that exists: a share that this topology creates is an output of the stack that creates it.
  if (value.kind === 'share-arn') return at(topology.accounts, value.member).share;
  return undefined;
}
