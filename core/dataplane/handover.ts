import { securityGroupIdValue, type AssetOutput } from '../planner';
import { at, type Topology } from '../topology';

/** The security group that the containers of a party are in; none where its account has no network. */
export const securityGroupHandover = (
  { accounts }: Topology,
  account: string,
  party: string,
  thing: string,
): readonly AssetOutput[] =>
  at(accounts, account).network.kind === 'none'
    ? []
    : [{ value: securityGroupIdValue(party), handover: { thing, what: 'security group' } }];
