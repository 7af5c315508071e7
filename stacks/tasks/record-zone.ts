import { recordZoneIdValue, recordZoneServersValue } from '../../core/dataplane/tasks/contents';
import { zoneKeyOf } from '../../core/dataplane/tasks/records';
import { HostedZone } from '../../modules/dns-record/hosted-zone';
import { addressPart } from '../text';
import type { Builder } from './builder';

export const recordZone: Builder<'record-zone'> = ({ stack }, { name, private: isPrivate }) => {
  const { mesh } = stack.site.topology;
  const { account } = stack.spec;
  const key = zoneKeyOf({ kind: 'create', name, private: isPrivate });
  const made = new HostedZone(stack.part(`record-zone_${addressPart(key)}`), 'zone', {
    name,
    comment: `names of load balancers of mesh ${mesh.name}`,
    ...(isPrivate && { vpcId: stack.wiring.of({ kind: 'vpc-id', account }) }),
  });
  stack.wiring.output(recordZoneIdValue(key), made.zoneId);
  if (!isPrivate) stack.wiring.output(recordZoneServersValue(name), made.nameServers);
};
