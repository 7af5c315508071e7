import type { Answer, Call } from '../call';
import { operationOf } from '../operation';
import type { World } from '../world';
import type { Correction } from './correction';
import { elementText, refusedInXml, xmlResult } from './xml';
import { route53Namespace, zoneIdOf, zonesOf, type AuthorizedVpc, type Zone } from './zones';

/** A zone's owner authorizes VPCs of other accounts to join it. */
export const route53Authorization: Correction = {
  service: 'route53',
  operations: [
    'CreateVPCAssociationAuthorization',
    'ListVPCAssociationAuthorizations',
    'DeleteVPCAssociationAuthorization',
  ],
  reason: 'moto does not support these operations',
  moto: '5.2.5',
  seen: 'aws_route53_vpc_association_authorization fails with status 404',
  answer: (call, _, world) => Promise.resolve(authorizationAnswer(call, world)),
};

function authorizationAnswer(call: Call, world: World): Answer {
  const id = zoneIdOf(call.path);
  const zone = zonesOf(world)[id];
  if (zone === undefined || zone.account !== call.caller.account)
    return refusedInXml(call, route53Namespace, 'route53/no-zone', id);
  const operation = operationOf(call);
  if (operation === 'ListVPCAssociationAuthorizations') {
    const vpcs = `<VPCs>${zone.authorized.map(vpcXml).join('')}</VPCs>`;
    return result(call, operation, `<HostedZoneId>${id}</HostedZoneId>${vpcs}`);
  }
  const vpc = {
    id: elementText(call.body, 'VPCId') ?? '',
    region: elementText(call.body, 'VPCRegion') ?? '',
  };
  if (operation === 'CreateVPCAssociationAuthorization') {
    zone.authorized = [...without(zone, vpc), vpc];
    return result(call, operation, `<HostedZoneId>${id}</HostedZoneId>${vpcXml(vpc)}`);
  }
  if (without(zone, vpc).length === zone.authorized.length)
    return refusedInXml(call, route53Namespace, 'route53/no-authorization', vpc.id);
  zone.authorized = without(zone, vpc);
  return result(call, operation, '');
}

function without(zone: Zone, vpc: AuthorizedVpc): readonly AuthorizedVpc[] {
  return zone.authorized.filter(({ id, region }) => id !== vpc.id || region !== vpc.region);
}

function vpcXml({ id, region }: AuthorizedVpc): string {
  return `<VPC><VPCRegion>${region}</VPCRegion><VPCId>${id}</VPCId></VPC>`;
}

function result(call: Call, operation: string, content: string): Answer {
  return xmlResult(
    call,
    200,
    `<${operation}Response xmlns="${route53Namespace}">${content}</${operation}Response>`,
  );
}
