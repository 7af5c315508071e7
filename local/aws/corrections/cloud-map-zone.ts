import type { Answer, Call } from '../call';
import { fieldsOf, listField, objectField, targetError, textField, type Fields } from '../json-protocol';
import type { Forward } from '../moto-proxy';
import { namespacesOf } from '../namespaces';
import { operationOf } from '../operation';
import { refusal } from '../rules';
import type { World } from '../world';
import { callTo, targetCall, textOf, withBody, type Correction } from './correction';
import { ownsVpc } from './vpcs';
import { elementText } from './xml';
import { conflictingZone, route53Namespace, zoneName, zonesOf } from './zones';

/** A private namespace has a zone of its name, for its VPC, which is deleted with it. */
export const cloudMapZone: Correction = {
  service: 'servicediscovery',
  operations: ['CreatePrivateDnsNamespace', 'GetNamespace', 'ListNamespaces', 'DeleteNamespace'],
  reason:
    'in AWS the zone of a namespace has its name and its VPC, is deleted with it, and its id has no prefix; in moto the zone is named "…-hz", has no VPC, is not deleted, and its id begins with /hostedzone/; moto also refuses a second namespace for a VPC, whatever its name',
  moto: '5.2.5',
  seen: 'every plan replaces the authorization of the zone; leaving the zone fails: LastVPCAssociation',
  answer(call, forward, world) {
    switch (operationOf(call)) {
      case 'CreatePrivateDnsNamespace':
        return created(call, forward, world);
      case 'DeleteNamespace':
        return deleted(call, forward, world);
      default:
        return shown(call, forward, world);
    }
  },
};

async function created(call: Call, forward: Forward, world: World): Promise<Answer> {
  const asked = fieldsOf(call.body);
  const [name = '', vpc = ''] = [textField(asked, 'Name'), textField(asked, 'Vpc')];
  if (!(await ownsVpc(call, { id: vpc, region: call.region }, forward)))
    return targetError(call, refusal('cloud-map/vpc', vpc === '' ? 'Vpc' : vpc));
  const other = conflictingZone(world, name, vpc);
  if (other !== undefined)
    return targetError(call, refusal('cloud-map/namespace-taken', `${name}: ${other}`));
  // So that moto's one namespace per VPC becomes one of this name per VPC.
  const answer = await forward(withBody(call, JSON.stringify({ ...asked, Vpc: `${vpc}/${name}` })));
  if (answer.status !== 200) return answer;
  const ask = async (operation: string, fields: object): Promise<Fields> =>
    fieldsOf(textOf(await forward(targetCall(call, 'servicediscovery', `${prefix}.${operation}`, fields))));
  const { Operation: operation } = await ask('GetOperation', fieldsOf(textOf(answer)));
  const id = textField(objectField(operation as Fields, 'Targets'), 'NAMESPACE') ?? '';
  const { Namespace: namespace } = await ask('GetNamespace', { Id: id });
  const motos = textField(dnsOf(namespace as Fields), 'HostedZoneId')?.replace('/hostedzone/', '') ?? '';
  await forward(
    callTo(call, 'route53', { method: 'DELETE', url: `/2013-04-01/hostedzone/${motos}`, body: '' }),
  );
  const made = await forward(
    callTo(call, 'route53', {
      method: 'POST',
      url: '/2013-04-01/hostedzone',
      body: zoneRequest(name, vpc, call.region, id),
      headers: { 'content-type': 'application/xml' },
    }),
  );
  const zoneId = elementText(textOf(made), 'Id')?.replace('/hostedzone/', '');
  if (zoneId !== undefined) {
    const { account } = call.caller;
    const zone = { name: zoneName(name), reference: id, vpcs: [vpc] };
    zonesOf(world)[zoneId] = { account, namespaceId: id, authorized: [], ...zone };
    namespacesOf(world)[id] = { account, name, zoneId };
  }
  return answer;
}

async function shown(call: Call, forward: Forward, world: World): Promise<Answer> {
  const answer = await forward(call);
  if (answer.status !== 200) return answer;
  const answered = fieldsOf(textOf(answer));
  const zoned = (namespace: Fields): Fields => {
    const zoneId = namespacesOf(world)[textField(namespace, 'Id') ?? '']?.zoneId;
    if (zoneId === undefined) return namespace;
    const properties = objectField(namespace, 'Properties');
    return {
      ...namespace,
      Properties: { ...properties, DnsProperties: { ...dnsOf(namespace), HostedZoneId: zoneId } },
    };
  };
  const body =
    answered['Namespace'] === undefined
      ? { ...answered, Namespaces: listField(answered, 'Namespaces').map((one) => zoned(one as Fields)) }
      : { ...answered, Namespace: zoned(objectField(answered, 'Namespace')) };
  return { ...answer, body: JSON.stringify(body) };
}

async function deleted(call: Call, forward: Forward, world: World): Promise<Answer> {
  const answer = await forward(call);
  const id = textField(fieldsOf(call.body), 'Id') ?? '';
  const zoneId = namespacesOf(world)[id]?.zoneId;
  if (answer.status !== 200 || zoneId === undefined) return answer;
  await forward(
    callTo(call, 'route53', { method: 'DELETE', url: `/2013-04-01/hostedzone/${zoneId}`, body: '' }),
  );
  delete zonesOf(world)[zoneId];
  delete namespacesOf(world)[id];
  return answer;
}

const prefix = 'Route53AutoNaming_v20170314';

function dnsOf(namespace: Fields): Fields {
  return objectField(objectField(namespace, 'Properties'), 'DnsProperties');
}

function zoneRequest(name: string, vpc: string, region: string, namespaceId: string): string {
  const config = `<HostedZoneConfig><Comment>Created by AWS Cloud Map namespace ${namespaceId}</Comment><PrivateZone>true</PrivateZone></HostedZoneConfig>`;
  const joined = `<VPC><VPCRegion>${region}</VPCRegion><VPCId>${vpc}</VPCId></VPC>`;
  return `<CreateHostedZoneRequest xmlns="${route53Namespace}"><Name>${name}</Name>${joined}<CallerReference>${namespaceId}</CallerReference>${config}</CreateHostedZoneRequest>`;
}
