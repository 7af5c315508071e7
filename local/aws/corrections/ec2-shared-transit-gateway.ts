import type { Answer, Call } from '../call';
import type { Forward } from '../moto-proxy';
import { operationOf } from '../operation';
import { parametersOf } from '../query-protocol';
import type { Part, World } from '../world';
import { asAccount, textOf, type Correction } from './correction';
import { elementText } from './xml';

interface Gateways {
  /** The ARN of every transit gateway, by its id. */
  readonly arns: Record<string, string>;
  /** The account that attached a VPC to another account's gateway, and the owner of the gateway, by the attachment's id. */
  readonly attachments: Record<string, { readonly account: string; readonly owner: string }>;
  /** The gateway of routes to another account's gateway, by route table and destination. */
  readonly routes: Record<string, string>;
}

const part: Part<Gateways> = {
  name: 'ec2-transit-gateways',
  empty: () => ({ arns: {}, attachments: {}, routes: {} }),
};

/** The accounts that a transit gateway is shared with can use it. */
export const ec2SharedTransitGateway: Correction = {
  service: 'ec2',
  operations: 'all',
  reason:
    'in AWS an account can see a transit gateway that is shared with it, attach its networks and route to it; in moto only its owner can',
  moto: '5.2.5',
  seen: 'create of aws_ec2_transit_gateway_vpc_attachment in a member: InvalidTransitGatewayID.NotFound; its aws_route loses the gateway on every plan',
  async answer(call, forward, world) {
    const operation = operationOf(call);
    if (operation === 'CreateTransitGateway') return await created(call, forward, world);
    if (operation.endsWith('Route')) return await routed(call, forward, world);
    if (operation === 'DescribeRouteTables') return withGateways(await forward(call), world);
    return withOwners(await forward(asAccount(call, answering(call, world))), call, world);
  },
};

async function created(call: Call, forward: Forward, world: World): Promise<Answer> {
  const answer = await forward(call);
  const [id, arn] = ['transitGatewayId', 'transitGatewayArn'].map((name) =>
    elementText(textOf(answer), name),
  );
  if (id !== undefined && arn !== undefined) world.part(part).arns[id] = arn;
  return answer;
}

/** The other account that owns this gateway and shares it with the caller. */
function sharer({ caller }: Call, gateway: string | null, world: World): string | undefined {
  const arn = world.part(part).arns[gateway ?? ''];
  return arn !== undefined && world.sharedWith(arn, caller.account) ? arn.split(':')[4] : undefined;
}

/** The account for which moto knows the resource: for the caller's own attachment, the gateway's account. */
function answering(call: Call, world: World): string {
  const { account } = call.caller;
  const named = /tgw-attach-[0-9a-f]+/.exec(decodeURIComponent(call.body))?.[0];
  const attachment = world.part(part).attachments[named ?? ''];
  if (attachment !== undefined) return attachment.account === account ? attachment.owner : account;
  const asked = parametersOf(call);
  const gateway = asked.get('TransitGatewayId') ?? asked.get('TransitGatewayIds.1');
  return sharer(call, gateway, world) ?? account;
}

/** The owner of the attached network: moto reports the gateway's owner. */
function withOwners(answer: Answer, call: Call, world: World): Answer {
  const xml = textOf(answer);
  if (!xml.includes('<vpcOwnerId>')) return answer;
  const { attachments } = world.part(part);
  if (operationOf(call) === 'CreateTransitGatewayVpcAttachment') {
    const [id, owner] = [elementText(xml, 'transitGatewayAttachmentId'), elementText(xml, 'vpcOwnerId')];
    const { account } = call.caller;
    if (id !== undefined && owner !== undefined && owner !== account) attachments[id] = { account, owner };
  }
  const body = xml.replaceAll(
    /(<transitGatewayAttachmentId>(tgw-attach-\w+)<(?:(?!<transitGatewayAttachmentId>)[\s\S])*?<vpcOwnerId>)(\d+)/g,
    (_, before: string, id: string, owner: string) => `${before}${attachments[id]?.account ?? owner}`,
  );
  return { ...answer, body };
}

/** Records the target of a route, which moto loses where it doesn't know the gateway. */
async function routed(call: Call, forward: Forward, world: World): Promise<Answer> {
  const answer = await forward(call);
  if (answer.status !== 200) return answer;
  const asked = parametersOf(call);
  const { routes } = world.part(part);
  const route = `${asked.get('RouteTableId')} ${asked.get('DestinationCidrBlock')}`;
  const gateway = asked.get('TransitGatewayId');
  delete routes[route];
  if (gateway !== null && sharer(call, gateway, world) !== undefined) routes[route] = gateway;
  return answer;
}

function withGateways(answer: Answer, world: World): Answer {
  const { routes } = world.part(part);
  // A table's own id comes directly before its routes; those of its associations come earlier.
  const body = textOf(answer).replaceAll(
    /<routeTableId>(rtb-\w+)<\/routeTableId>\s*<routeSet>[\s\S]*?<\/routeSet>/g,
    (table, id: string) =>
      table.replaceAll(
        /<destinationCidrBlock>([^<]+)<\/destinationCidrBlock>/g,
        (destination, cidr: string) => {
          const gateway = routes[`${id} ${cidr}`];
          return gateway === undefined
            ? destination
            : `${destination}<transitGatewayId>${gateway}</transitGatewayId>`;
        },
      ),
  );
  return { ...answer, body };
}
