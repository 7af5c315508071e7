import { managementService, type ManagementService } from '../../local/mesh-service';
import { newCertificate, newMall, region, shared, type Mall } from './mesh-service/mall';
import { configured, newPlace, startFollowed, type Followed } from './mesh-service/proxy';
import { request } from './requests';
import { stopAll, until } from './running';
import { httpServer } from './servers';

let mall: Mall;
let service: ManagementService;
let ui: Followed;
let api: Followed;
const keys: Record<string, { readonly accessKeyId: string }> = {};

const stream = (arn: string) => ({
  Action: 'appmesh:StreamAggregatedResources',
  Resource: arn,
});
const exporting = () => ({ Action: 'acm:ExportCertificate', Resource: mall.certificate });
const trusting = () => ({
  Action: 'acm-pca:GetCertificateAuthorityCertificate',
  Resource: mall.authority,
});

const register = (name: string, address: string): Promise<unknown> =>
  mall.member.ask('servicediscovery', 'RegisterInstance', {
    ServiceId: mall.services.get(name),
    InstanceId: name,
    Attributes: { AWS_INSTANCE_IPV4: address },
  });

beforeAll(async () => {
  mall = await newMall();
  const { owner, member, arns, url } = mall;
  service = managementService({ url, region, interception: 'none' });
  keys['ui'] = await owner.role('ui', [stream(arns.ui), trusting()]);
  keys['api'] = await member.role('api', [stream(arns.api), exporting()]);
  keys['next'] = await member.role('next', [stream(arns.next), exporting()]);
  const [first, second] = [await httpServer('api'), await httpServer('next')];
  api = await startFollowed(service, arns.api, keyOf('api'), await newPlace(first.socket));
  const next = await startFollowed(service, arns.next, keyOf('next'), await newPlace(second.socket));
  await register('api', api.address);
  await register('next', next.address);
  ui = await startFollowed(service, arns.ui, keyOf('ui'), await newPlace());
});
afterAll(async () => {
  await stopAll();
  await mall.end();
});

const keyOf = (name: string): { readonly accessKeyId: string } => keys[name] ?? { accessKeyId: '' };

/** Who answers what the application of `ui` asks; the status where nobody does. */
async function answering(from: Followed = ui): Promise<unknown> {
  const { status, body } = await request(from.local, {}).catch(() => ({ status: 0, body: '' }));
  return status === 200 ? (JSON.parse(body) as { readonly by: string }).by : status;
}
/** Waits until that is who answers. */
async function expectAnswer(who: unknown, from?: Followed): Promise<void> {
  await until(async () => (await answering(from)) === who).catch(() => undefined);
  expect(await answering(from)).toBe(who);
}

test('a request gets from one account to the other, over TLS that the caller verifies', async () => {
  await expectAnswer('api');
  const stats = await ui.envoy.stats('api_api_8080.ssl');
  expect(stats['cluster.api_api_8080.ssl.handshake']).toBeGreaterThan(0);
  expect(stats['cluster.api_api_8080.ssl.fail_verify_san']).toBe(0);
  await expect(request({ address: api.address, port: 28_080 })).rejects.toThrow(/ECONNRESET|socket hang up/);
});

test('a running proxy follows a route that changes, without a restart', async () => {
  await mall.leadTo('next');
  await expectAnswer('next');
  await mall.leadTo('api');
  await expectAnswer('api');
});

test('a running proxy follows the instances that Cloud Map knows', async () => {
  const ServiceId = mall.services.get('api');
  await mall.member.ask('servicediscovery', 'DeregisterInstance', { ServiceId, InstanceId: 'api' });
  await expectAnswer(503);
  await register('api', api.address);
  await expectAnswer('api');
});

test('instances that lack an attribute of the node are not found', async () => {
  const { mesh } = mall.stage.member;
  const names = { ...shared, virtualNodeName: 'api' };
  const { virtualNode } = await mesh.describeVirtualNode(names);
  const spec = virtualNode?.spec ?? {};
  const cloudMap = spec.serviceDiscovery?.awsCloudMap;
  const attributes = [{ key: 'stage', value: 'blue' }];
  await mesh.updateVirtualNode({
    ...names,
    spec: {
      ...spec,
      serviceDiscovery: { awsCloudMap: { namespaceName: '', serviceName: '', ...cloudMap, attributes } },
    },
  });
  await expectAnswer(503);
  await mesh.updateVirtualNode({ ...names, spec });
  await expectAnswer('api');
});

test('a role that may not export the certificate has a listener without one, until it may', async () => {
  const { member, arns } = mall;
  const limited = await member.role('limited', [stream(arns.next)]);
  const behind = await httpServer('limited');
  const place = await newPlace(behind.socket);
  const proxy = await startFollowed(service, arns.next, limited, place);
  expect(proxy.following.last()).toMatchObject({
    ok: true,
    withheld: [
      {
        arn: mall.certificate,
        action: 'acm:ExportCertificate',
        reason: expect.stringMatching(/^AccessDenied.*is not authorized to perform: acm:ExportCertificate/),
      },
    ],
  });
  await register('next', place.address);
  await mall.leadTo('next');
  await expectAnswer(503);
  await member.allow('limited', [stream(arns.next), exporting()]);
  await expectAnswer('limited');
  await mall.leadTo('api');
  await expectAnswer('api');
});

test('a certificate with a key that App Mesh cannot use is none', async () => {
  const { stage, member, arns } = mall;
  const certificateArn = await newCertificate(member, mall.authority, 'EC_prime256v1');
  const names = { ...shared, virtualNodeName: 'next' };
  const { virtualNode } = await stage.member.mesh.describeVirtualNode(names);
  const spec = virtualNode?.spec ?? {};
  const listeners = (spec.listeners ?? []).map((listener) => ({
    ...listener,
    tls: { mode: 'STRICT' as const, certificate: { acm: { certificateArn } } },
  }));
  await stage.member.mesh.updateVirtualNode({ ...names, spec: { ...spec, listeners } });
  const role = await member.role('elliptic', [
    stream(arns.next),
    { ...exporting(), Resource: certificateArn },
  ]);
  expect(await service.configurationOf({ resourceArn: arns.next, credentials: role })).toMatchObject({
    ok: true,
    withheld: [{ arn: certificateArn, reason: expect.stringContaining('RSA keys alone') }],
  });
  await stage.member.mesh.updateVirtualNode({ ...names, spec });
});

test('a role that may not read the authority verifies nobody, so that it reaches nobody', async () => {
  const { owner, arns } = mall;
  const blind = await owner.role('blind', [stream(arns.ui)]);
  const proxy = await startFollowed(service, arns.ui, blind, await newPlace());
  expect(proxy.following.last()).toMatchObject({
    withheld: [{ arn: mall.authority, action: 'acm-pca:GetCertificateAuthorityCertificate' }],
  });
  expect(await answering(proxy)).toBe(503);
  await owner.allow('blind', [stream(arns.ui), trusting()]);
  await expectAnswer('api', proxy);
});

test('a role that may not stream the configuration of its node gets none', async () => {
  const { owner, member, arns } = mall;
  const other = await owner.role('other', [stream(arns.api), trusting()]);
  expect(await service.configurationOf({ resourceArn: arns.ui, credentials: other })).toEqual({
    ok: false,
    reason: expect.stringMatching(
      /^AccessDeniedException: User: .* is not authorized to perform: appmesh:StreamAggregatedResources on resource: .*virtualNode\/ui/,
    ),
  });
  expect(
    await service.configurationOf({
      resourceArn: arns.ui,
      credentials: await member.role('foreign', [stream('*')]),
    }),
  ).toEqual({ ok: false, reason: expect.stringMatching(/^ForbiddenException: /) });
});

test('a caller without a policy verifies by the root of what the server presents, which it need not be allowed to read', async () => {
  const { stage, owner, arns } = mall;
  const names = { meshName: shared.meshName, virtualNodeName: 'ui' };
  const { virtualNode } = await stage.owner.mesh.describeVirtualNode(names);
  const { backendDefaults: _, ...spec } = virtualNode?.spec ?? {};
  await stage.owner.mesh.updateVirtualNode({ ...names, spec });
  const free = await owner.role('free', [stream(arns.ui)]);
  const proxy = await startFollowed(service, arns.ui, free, await newPlace());
  expect(proxy.following.last()).toMatchObject({ ok: true, withheld: [] });
  await expectAnswer('api', proxy);
  expect((await proxy.envoy.stats('api_api_8080.ssl'))['cluster.api_api_8080.ssl.handshake']).toBeGreaterThan(
    0,
  );
  await stage.owner.mesh.updateVirtualNode({ ...names, spec: virtualNode?.spec ?? {} });
});

test('what runs the proxy can change the whole configuration before it is put into files', async () => {
  const { arns } = mall;
  const seen: unknown[] = [];
  const { files } = configured(
    await service.configurationOf({
      resourceArn: arns.ui,
      credentials: keyOf('ui'),
      settle: (bootstrap) => {
        seen.push(bootstrap['static_resources']);
        return { ...bootstrap, static_resources: { clusters: [{ name: 'moved' }] } };
      },
    }),
  );
  expect(seen).toEqual([{ clusters: expect.any(Array), listeners: expect.any(Array) }]);
  const texts = files.map(({ path, text }) => `${path.split('/').at(-1)} ${text}`);
  expect(texts).toContainEqual(expect.stringMatching(/^clusters\.json .*"name":"moved"/));
});

test('a node that is deleted has no configuration; a proxy that runs keeps what it has', async () => {
  const { stage, arns } = mall;
  await stage.owner.mesh.deleteVirtualNode({ meshName: shared.meshName, virtualNodeName: 'ui' });
  expect(await service.configurationOf({ resourceArn: arns.ui, credentials: keyOf('ui') })).toEqual({
    ok: false,
    reason: expect.stringMatching(/^NotFoundException: .*ui/),
  });
  expect(await ui.following.now()).toMatchObject({ ok: false });
  expect(await answering()).toBe('api');
});

test('a mesh that is no longer shared has no configuration for the account', async () => {
  const { stage, arns } = mall;
  await stage.owner.ram.deleteResourceShare({ resourceShareArn: mall.share });
  expect(await service.configurationOf({ resourceArn: arns.api, credentials: keyOf('api') })).toEqual({
    ok: false,
    reason: expect.stringMatching(/^ForbiddenException: /),
  });
});
