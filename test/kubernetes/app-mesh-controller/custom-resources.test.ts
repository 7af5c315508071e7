import { join } from 'node:path';
import { meshObjectsOf } from '../../../core/dataplane/app-mesh/controller';
import type { Specs } from '../../../core/dataplane/app-mesh/controller/scope';
import type { Manifest } from '../../../core/dataplane/pods/specs';
import { parsed } from '../../core/dataplane/yelb';
import { resourcesOf, yelbOnEks } from '../../core/dataplane/app-mesh/controller/on-eks';
import { gateway, node, scope, service, specsWith } from '../../core/dataplane/app-mesh/controller/whole';
import { crdsOfFlagger, goModule } from './go';
import { faultsOf, schemasIn } from './schemas';

/** All that the custom resources can say, and Yelb's, of both accounts. */
const manifests: readonly Manifest[] = [
  ...everyField(),
  ...resourcesOf(parsed(yelbOnEks), 'front'),
  ...resourcesOf(parsed(yelbOnEks), 'back'),
];

function everyField(): readonly Manifest[] {
  const [route] = service.router.routes;
  const [listener] = node.listeners;
  if (route === undefined || listener === undefined) throw new Error('no route');
  const protocols = (['http', 'http2', 'grpc', 'tcp'] as const).map((protocol) => ({
    ...route,
    name: protocol,
    protocol,
  }));
  const specs: Partial<Specs> = {
    nodes: [
      { ...node, listeners: protocols.map(({ protocol }) => ({ ...listener, protocol })) },
      { ...node, discovery: { kind: 'dns', hostname: 'ui.example', responseType: 'ENDPOINTS' } },
    ],
    services: [{ ...service, router: { ...service.router, routes: protocols } }],
    gateways: [gateway],
  };
  return meshObjectsOf(scope(), specsWith(specs));
}

const CONTROLLER = { path: 'github.com/aws/aws-app-mesh-controller-for-k8s', version: 'v1.13.1' };
const controller = goModule(CONTROLLER.path, CONTROLLER.version);

if (controller.ok)
  test('the controller accepts every custom resource: its own CRDs', () => {
    const schemas = schemasIn(join(controller.value, 'config/crd/bases'));
    expect(faultsOf(schemas, manifests)).toEqual([]);
  });
else
  // oxlint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- its name says why it cannot run here.
  test.skip(`the controller accepts every custom resource: its own CRDs (${controller.problem})`, () =>
    undefined);

const flagger = crdsOfFlagger();

/** What later versions of the controller have. */
const LATER: readonly string[] = [
  'VirtualNode /spec/backendDefaults/clientPolicy/tls unknown certificate',
  'VirtualNode /spec/backendDefaults/clientPolicy/tls/validation unknown subjectAlternativeNames',
  'VirtualNode /spec/backends/*/virtualService/clientPolicy/tls unknown certificate',
  'VirtualNode /spec/backends/*/virtualService/clientPolicy/tls/validation unknown subjectAlternativeNames',
  'VirtualNode /spec/listeners must NOT have more than 1 items',
  'VirtualNode /spec/listeners/*/tls unknown validation',
  'VirtualNode /spec/logging/accessLog/file unknown format',
  'VirtualNode /spec/serviceDiscovery/dns unknown responseType',
  'VirtualRouter /spec/routes/*/*Route unknown match',
  'VirtualRouter /spec/routes/*/*Route/action/weightedTargets/* unknown port',
  'VirtualRouter /spec/routes/*/*Route/match unknown path',
  'VirtualRouter /spec/routes/*/*Route/match unknown port',
  'VirtualRouter /spec/routes/*/*Route/match unknown queryParameters',
];

if (flagger.ok) {
  const schemas = schemasIn(flagger.value);
  const known = manifests.filter(({ kind }) => schemas.has(kind));
  test("nodes, routers and services have the fields of the controller's Go types, and those of later versions", () => {
    expect(known.length).toBeGreaterThan(8);
    expect(faultsOf(schemas, known)).toEqual(LATER);
  });
  test('a field that is misspelt, missing or of another type is found', () => {
    const [first] = known.filter(({ kind }) => kind === 'VirtualNode');
    const wrong = { ...first, spec: { awsName: 1, listeners: [{}], meshref: {} } } as never;
    expect(faultsOf(schemas, [wrong])).toEqual([
      'VirtualNode /spec unknown meshref',
      'VirtualNode /spec/awsName must be string',
      "VirtualNode /spec/listeners/* must have required property 'portMapping'",
    ]);
  });
} else
  // oxlint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- its name says why it cannot run here.
  test.skip(`nodes, routers and services have the fields of the Go types (${flagger.problem})`, () =>
    undefined);
