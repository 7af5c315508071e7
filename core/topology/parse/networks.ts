import { counted, quotedList } from '../../base/text';
import type { CreatedNetwork } from '../account';
import { blockOf } from '../cidr';
import type { Path } from '../finding';
import { longestPrefixFor, VPC_PREFIX } from '../subnets';
import { openParametersOf } from '../value';
import type { Context } from './context';

/** Whether the block is one of a VPC, and contains a subnet of /28 or more for each zone and tier. */
export function checkRoom(context: Context, at: Path, { cidr, zones, internet }: CreatedNetwork): void {
  const length = blockOf(cidr)?.length;
  if (length === undefined) return;
  const longest = longestPrefixFor(zones.length, internet);
  const { least, most } = VPC_PREFIX;
  if (length >= least && length <= longest) return;
  const tiers = internet === 'nat' ? 'a public and a private subnet' : 'a private subnet';
  const isVpc = length >= least && length <= most;
  context.report(
    'network/cidr',
    [...at, 'cidr'],
    isVpc
      ? `"${cidr}" is too small for ${counted(zones.length, 'zone')} with ${tiers} each: AWS has no subnet smaller than /${most}`
      : `"${cidr}" has the wrong size: a VPC is from /${least} to /${most}`,
    `use a block from /${least} to /${longest}${isVpc ? smallerOf(length) : ''}`,
  );
}

/** What a block of that length can contain instead. */
function smallerOf(length: number): string {
  const fits = (internet: CreatedNetwork['internet']) =>
    [6, 5, 4, 3, 2, 1].find((zones) => longestPrefixFor(zones, internet) >= length) ?? 0;
  const [both, closed] = [fits('nat'), fits('none')];
  return [
    ...(both > 0 ? [`, or name ${counted(both, 'zone')} at most`] : []),
    ...(closed > both ? [`, or write internet: none and name ${counted(closed, 'zone')} at most`] : []),
  ].join('');
}

/** Each zone is named once; a single one is reported. That they are of the region, `aws/zone` reports. */
export function checkZones(context: Context, at: Path, { zones }: CreatedNetwork): void {
  const known = zones.filter((zone) => openParametersOf(zone).length === 0);
  const place = [...at, 'zones'];
  const twice = known.filter((zone, index) => known.indexOf(zone) !== index);
  if (twice.length > 0)
    context.report('network/zones', place, `${quotedList(twice)} is named twice`, 'name each zone once');
  if (zones.length === 1)
    context.report(
      'network/one-zone',
      place,
      'the network has one availability zone: it fails when the zone fails, and an application load balancer needs two',
      'name a second zone at the end of the list',
    );
}
