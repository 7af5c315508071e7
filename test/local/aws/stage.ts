import type {
  GatewayRouteSpec,
  RouteSpec,
  VirtualGatewaySpec,
  VirtualNodeSpec,
} from '@aws-sdk/client-app-mesh';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalAws, type LocalAws, type LocalAwsOptions } from '../../../local/aws/server';
import { newWorld } from '../../../local/aws/world';
import { keptParts, snapshotIn } from '../../../local/snapshot';
import { accountIn, region, type Account } from './accounts';

/** A local AWS with three accounts: a mesh owner, one to share with, and one that has to do with neither. */
export interface Stage {
  readonly aws: LocalAws;
  readonly owner: Account;
  readonly member: Account;
  readonly stranger: Account;
}

export async function newStage(options: LocalAwsOptions = {}): Promise<Stage> {
  const aws = await keptLocalAws(options);
  const [owner, member, stranger] = await Promise.all([
    accountIn(aws, '111111111111'),
    accountIn(aws, '222222222222'),
    accountIn(aws, '333333333333'),
  ]);
  return { aws, owner, member, stranger };
}

/** A local AWS that expects on its end that its snapshot has all that it should, whatever the tests did with it. */
async function keptLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const folder = mkdtempSync(join(tmpdir(), 'stage-'));
  const snapshot = (): ReturnType<typeof snapshotIn> =>
    snapshotIn(join(folder, 'aws.json'), (reason) => {
      throw new Error(reason);
    });
  const { restore, save } = snapshot();
  const aws = await startLocalAws({ ...options, onChange: save });
  restore(aws.world);
  const close = async (): Promise<void> => {
    await aws.close();
    const world = newWorld();
    snapshot().restore(world);
    rmSync(folder, { recursive: true });
    expect(JSON.parse(JSON.stringify(world.snapshot(keptParts)))).toEqual(
      JSON.parse(JSON.stringify(aws.world.snapshot(keptParts))),
    );
  };
  return { ...aws, close };
}

/** A name that nothing on the stage has. */
export function newName(): string {
  made += 1;
  return `yelb-${made}`;
}
let made = 0;

/** A mesh of the owner. */
export async function newMesh({ owner }: Stage): Promise<string> {
  const meshName = newName();
  await owner.mesh.createMesh({ meshName });
  return meshName;
}

export const meshArn = (name: string, owner = '111111111111'): string =>
  `arn:aws:appmesh:${region}:${owner}:mesh/${name}`;

/** A mesh of the owner that is shared with the member, as the member names it. */
export async function sharedMesh(stage: Stage): Promise<{ meshName: string; meshOwner: string }> {
  const meshName = await newMesh(stage);
  await share(stage, { resourceArns: [meshArn(meshName)] });
  return { meshName, meshOwner: stage.owner.id };
}

/** A share that the member has accepted. */
export async function share(stage: Stage, contents: { resourceArns?: string[] } = {}): Promise<string> {
  const resourceShareArn = await offer(stage, contents);
  const resourceShareInvitationArn = await invitationTo(stage.member, resourceShareArn);
  await stage.member.ram.acceptResourceShareInvitation({ resourceShareInvitationArn });
  return resourceShareArn;
}

/** A share that the member is invited to. */
export async function offer(
  { owner, member }: Stage,
  contents: { resourceArns?: string[] } = {},
): Promise<string> {
  const { resourceShare } = await owner.ram.createResourceShare({
    name: newName(),
    principals: [member.id],
    ...contents,
  });
  return resourceShare?.resourceShareArn ?? '';
}

/** The newest invitation that an account has to a share. */
export async function invitationTo({ ram }: Account, resourceShareArn: string): Promise<string> {
  const { resourceShareInvitations = [] } = await ram.getResourceShareInvitations({
    resourceShareArns: [resourceShareArn],
  });
  return resourceShareInvitations.at(-1)?.resourceShareInvitationArn ?? '';
}

/** What a proxy asks App Mesh's management service. */
export const streamPath = '/envoy.service.discovery.v3.AggregatedDiscoveryService/StreamAggregatedResources';

// Small specs that stand on their own.
export const node: VirtualNodeSpec = {
  listeners: [{ portMapping: { port: 80, protocol: 'http' } }],
  serviceDiscovery: { dns: { hostname: 'ui.frontend.yelb.internal' } },
};
export const gateway: VirtualGatewaySpec = { listeners: [{ portMapping: { port: 80, protocol: 'http' } }] };
export const routeTo = (virtualNode: string): RouteSpec => ({
  httpRoute: { match: { prefix: '/' }, action: { weightedTargets: [{ virtualNode, weight: 1 }] } },
});
export const gatewayRouteTo = (virtualServiceName: string): GatewayRouteSpec => ({
  httpRoute: { match: { prefix: '/' }, action: { target: { virtualService: { virtualServiceName } } } },
});

/** A mesh of the owner with something of each kind in it. */
export async function fullMesh(stage: Stage): Promise<string> {
  const meshName = await newMesh(stage);
  const { mesh } = stage.owner;
  await mesh.createVirtualNode({ meshName, virtualNodeName: 'ui', spec: node });
  await mesh.createVirtualRouter({ meshName, virtualRouterName: 'ui', spec: {} });
  await mesh.createRoute({ meshName, virtualRouterName: 'ui', routeName: 'all', spec: routeTo('ui') });
  await mesh.createVirtualService({
    meshName,
    virtualServiceName: 'ui.local',
    spec: { provider: { virtualRouter: { virtualRouterName: 'ui' } } },
  });
  await mesh.createVirtualGateway({ meshName, virtualGatewayName: 'door', spec: gateway });
  await mesh.createGatewayRoute({
    meshName,
    virtualGatewayName: 'door',
    gatewayRouteName: 'all',
    spec: gatewayRouteTo('ui.local'),
  });
  return meshName;
}
