import type { Answer, Call } from '../call';
import type { Forward } from '../moto-proxy';
import { operationOf } from '../operation';
import type { RuleId } from '../rules';
import type { World } from '../world';
import { asAccount, textOf, type Correction } from './correction';
import { ownsVpc } from './vpcs';
import { elementText, refusedInXml } from './xml';
import { conflictingZone, route53Namespace, zoneIdOf, zonesOf } from './zones';

/** Zones and VPCs of different accounts. */
export const route53Association: Correction = {
  service: 'route53',
  operations: ['AssociateVPCWithHostedZone', 'DisassociateVPCFromHostedZone', 'ListHostedZonesByVPC'],
  reason:
    'AWS lets an authorized VPC of another account join a zone; moto only looks for the zone in the account of the caller',
  moto: '5.2.5',
  seen: 'aws_route53_zone_association in the account of the VPC fails: NoSuchHostedZone',
  answer: (call, forward, world) =>
    operationOf(call) === 'ListHostedZonesByVPC'
      ? listed(call, forward, world)
      : changed(call, forward, world),
};

async function changed(call: Call, forward: Forward, world: World): Promise<Answer> {
  const id = zoneIdOf(call.path);
  const zone = zonesOf(world)[id];
  if (zone === undefined) return await forward(call);
  const vpc = {
    id: elementText(call.body, 'VPCId') ?? '',
    region: elementText(call.body, 'VPCRegion') ?? '',
  };
  const isZoneOwner = zone.account === call.caller.account;
  const isVpcOwner = await ownsVpc(call, vpc, forward);
  const isAuthorized = zone.authorized.some((one) => one.id === vpc.id && one.region === vpc.region);
  const may =
    operationOf(call) === 'AssociateVPCWithHostedZone'
      ? isVpcOwner && (isZoneOwner || isAuthorized)
      : // Both sides may disassociate; an authorization is only needed to associate.
        isVpcOwner || isZoneOwner;
  const refused = (rule: RuleId): Answer =>
    refusedInXml(call, route53Namespace, rule, `${vpc.id} and hostedzone/${id}`);
  if (!may) return refused('route53/not-authorized');
  const joins = operationOf(call) === 'AssociateVPCWithHostedZone';
  if (joins && conflictingZone(world, zone.name, vpc.id, id) !== undefined)
    return refused('route53/conflicting-domain');
  const answer = await forward(asAccount(call, zone.account));
  const others = zone.vpcs.filter((one) => one !== vpc.id);
  if (answer.status < 300) zone.vpcs = joins ? [...others, vpc.id] : others;
  return answer;
}

/** The zones of all accounts that the VPC has joined. */
async function listed(call: Call, forward: Forward, world: World): Promise<Answer> {
  const own = await forward(call);
  if (own.status !== 200) return own;
  const accounts = new Set(Object.values(zonesOf(world)).map(({ account }) => account));
  accounts.delete(call.caller.account);
  const others = await Promise.all([...accounts].map((account) => forward(asAccount(call, account))));
  const summaries = others.flatMap(
    (answer) => textOf(answer).match(/<HostedZoneSummary>[\s\S]*?<\/HostedZoneSummary>/g) ?? [],
  );
  if (summaries.length === 0) return own;
  const body = textOf(own)
    .replace(/<HostedZoneSummaries\s*\/>/, '<HostedZoneSummaries></HostedZoneSummaries>')
    .replace('</HostedZoneSummaries>', `${summaries.join('')}$&`);
  return { ...own, body };
}
