import type { Answer, Call } from '../call';
import type { Forward } from '../moto-proxy';
import type { RuleId } from '../rules';
import type { World } from '../world';
import { textOf, withBody, type Correction } from './correction';
import { ownsVpc } from './vpcs';
import { elementText, refusedInXml } from './xml';
import { conflictingZone, route53Namespace, zoneIdOf, zoneName, zonesOf, type Zone } from './zones';

const flag = '<PrivateZone>true</PrivateZone>';

/** A zone that is created with a VPC is private. */
export const route53PrivateZone: Correction = {
  service: 'route53',
  operations: ['CreateHostedZone', 'DeleteHostedZone'],
  reason:
    'AWS creates a zone for a VPC of the same account, one for each name and one for each CallerReference; moto checks none of this; in AWS the VPC alone makes a zone private, and the provider sends only the VPC; moto needs the PrivateZone flag',
  moto: '5.2.5',
  seen: 'aws_route53_zone_association fails: PublicZoneVPCAssociation',
  async answer(call, forward, world) {
    if (call.method === 'DELETE') {
      const answer = await forward(call);
      if (answer.status === 200) delete zonesOf(world)[zoneIdOf(call.path)];
      return answer;
    }
    const asked = {
      name: zoneName(elementText(call.body, 'Name') ?? ''),
      reference: elementText(call.body, 'CallerReference') ?? '',
      vpcs: call.body.includes('<VPC>') ? [elementText(call.body, 'VPCId') ?? ''] : [],
    };
    const refused = await refusedZone(call, forward, world, asked);
    if (refused !== undefined) return refused;
    const isPrivate = call.body.includes('<VPC>') && !call.body.includes('<PrivateZone>');
    const answer = await forward(isPrivate ? withBody(call, flagged(call.body)) : call);
    const id = elementText(textOf(answer), 'Id')?.replace('/hostedzone/', '');
    if (answer.status < 300 && id !== undefined)
      zonesOf(world)[id] = { account: call.caller.account, authorized: [], ...asked };
    return answer;
  },
};

/** The refusal of a zone that AWS does not create. */
async function refusedZone(
  call: Call,
  forward: Forward,
  world: World,
  { name, reference, vpcs }: Pick<Zone, 'name' | 'reference' | 'vpcs'>,
): Promise<Answer | undefined> {
  const refused = (rule: RuleId, subject: string): Answer =>
    refusedInXml(call, route53Namespace, rule, subject);
  const { account } = call.caller;
  const twin = Object.values(zonesOf(world)).find(
    (zone) => zone.account === account && zone.reference === reference,
  );
  if (twin !== undefined) return refused('route53/caller-reference', reference);
  const region = elementText(call.body, 'VPCRegion') ?? '';
  for (const id of vpcs) {
    if (!(await ownsVpc(call, { id, region }, forward))) return refused('route53/vpc', id);
    const other = conflictingZone(world, name, id);
    if (other !== undefined) return refused('route53/conflicting-domain', `${name}, ${id}: ${other}`);
  }
  return undefined;
}

function flagged(body: string): string {
  return body.includes('</HostedZoneConfig>')
    ? body.replace('</HostedZoneConfig>', `${flag}</HostedZoneConfig>`)
    : body.replace('</CreateHostedZoneRequest>', `<HostedZoneConfig>${flag}</HostedZoneConfig>$&`);
}
