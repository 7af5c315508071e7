import { textOf, withBody, type Correction } from './correction';
import { elementText } from './xml';
import { zoneIdOf, zonesOf } from './zones';

const flag = '<PrivateZone>true</PrivateZone>';

/** A zone that is made with a VPC is private. */
export const route53PrivateZone: Correction = {
  service: 'route53',
  operations: ['CreateHostedZone', 'DeleteHostedZone'],
  reason:
    'in AWS the VPC alone makes a zone private, and the provider sends nothing else; moto wants the PrivateZone flag',
  moto: '5.2.5',
  seen: 'aws_route53_zone_association fails: PublicZoneVPCAssociation',
  async answer(call, forward, world) {
    if (call.method === 'DELETE') {
      const answer = await forward(call);
      if (answer.status === 200) delete zonesOf(world)[zoneIdOf(call.path)];
      return answer;
    }
    const isPrivate = call.body.includes('<VPC>') && !call.body.includes('<PrivateZone>');
    const answer = await forward(isPrivate ? withBody(call, flagged(call.body)) : call);
    const id = elementText(textOf(answer), 'Id')?.replace('/hostedzone/', '');
    if (answer.status < 300 && id !== undefined)
      zonesOf(world)[id] = { account: call.caller.account, authorized: [] };
    return answer;
  },
};

function flagged(body: string): string {
  return body.includes('</HostedZoneConfig>')
    ? body.replace('</HostedZoneConfig>', `${flag}</HostedZoneConfig>`)
    : body.replace('</CreateHostedZoneRequest>', `<HostedZoneConfig>${flag}</HostedZoneConfig>$&`);
}
