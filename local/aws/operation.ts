import type { Call } from './call';
import { parametersOf } from './query-protocol';

/** Route 53's operations have no names on the wire, only methods and paths. */
const route53: readonly (readonly [string, RegExp, string])[] = [
  ['POST', /^\/[^/]+\/hostedzone\/?$/, 'CreateHostedZone'],
  ['GET', /^\/[^/]+\/hostedzone\/[^/]+$/, 'GetHostedZone'],
  ['DELETE', /^\/[^/]+\/hostedzone\/[^/]+$/, 'DeleteHostedZone'],
  ['POST', /^\/[^/]+\/hostedzone\/[^/]+\/rrset\/?$/, 'ChangeResourceRecordSets'],
  ['POST', /^\/[^/]+\/hostedzone\/[^/]+\/associatevpc$/, 'AssociateVPCWithHostedZone'],
  ['POST', /^\/[^/]+\/hostedzone\/[^/]+\/disassociatevpc$/, 'DisassociateVPCFromHostedZone'],
  ['POST', /^\/[^/]+\/hostedzone\/[^/]+\/authorizevpcassociation$/, 'CreateVPCAssociationAuthorization'],
  ['GET', /^\/[^/]+\/hostedzone\/[^/]+\/authorizevpcassociation$/, 'ListVPCAssociationAuthorizations'],
  ['POST', /^\/[^/]+\/hostedzone\/[^/]+\/deauthorizevpcassociation$/, 'DeleteVPCAssociationAuthorization'],
  ['GET', /^\/[^/]+\/hostedzonesbyvpc$/, 'ListHostedZonesByVPC'],
];

/** The name of the requested operation in any of AWS's protocols; the method and path where it has no name. */
export function operationOf(call: Call): string {
  const target = call.headers['x-amz-target'];
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1);
  if (call.service === 'route53') {
    const found = route53.find(([method, path]) => method === call.method && path.test(call.path));
    if (found !== undefined) return found[2];
  }
  return parametersOf(call).get('Action') ?? `${call.method} ${call.path}`;
}
