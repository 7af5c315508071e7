import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { MESH_OBJECTS_CHART } from '../../../core/dataplane/app-mesh/controller/chart';
import { sentenceIn, type Kubernetes } from '../../../local/kubernetes';
import { writeFiles } from '../../../sources/write-files';
import { yelbOnEks } from '../../core/dataplane/app-mesh/controller/on-eks';
import { stacksOf, type Json } from '../../stacks/json';
import { kubernetesWithNodes } from '../stage';
import { helmCommand } from './go';

/** Kinds of the controller. What is in them is not looked at here. */
const KINDS = {
  Mesh: 'meshes',
  VirtualNode: 'virtualnodes',
  VirtualService: 'virtualservices',
  VirtualRouter: 'virtualrouters',
  VirtualGateway: 'virtualgateways',
  GatewayRoute: 'gatewayroutes',
} as const;

type Kind = keyof typeof KINDS;
const kinds = Object.entries(KINDS) as readonly (readonly [Kind, string])[];

const definitionOf = ([kind, plural]: readonly [Kind, string]) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.appmesh.k8s.aws` },
  spec: {
    group: 'appmesh.k8s.aws',
    names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
    scope: kind === 'Mesh' ? 'Cluster' : 'Namespaced',
    versions: [
      {
        name: 'v1beta2',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
});

const helm = helmCommand();
const out = mkdtempSync(join(tmpdir(), 'meshspan-chart-'));
let kubernetes: Kubernetes | undefined;

const here = (): Kubernetes => {
  if (kubernetes === undefined) throw new Error('it did not start');
  return kubernetes;
};

beforeAll(async () => {
  if (!helm.ok) return;
  writeFiles(out, MESH_OBJECTS_CHART.files);
  kubernetes = await kubernetesWithNodes();
  for (const kind of kinds) {
    const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
    const answer = await here().api.ask(path, { method: 'POST', body: definitionOf(kind) });
    if (answer.status >= 300) throw new Error(sentenceIn(answer));
  }
  for (let tries = 0; tries < 100 && (await objectsIn()) === undefined; tries += 1) await pause(100);
});
afterAll(() => kubernetes?.stop());

type Found = Readonly<Record<string, unknown>>;

/** The specs of all objects in the server by their kinds and names; nothing while it does not know a kind. */
async function objectsIn(): Promise<Found | undefined> {
  const found: Record<string, unknown> = {};
  for (const [kind, plural] of kinds) {
    const { status, body } = await here().api.ask(`/apis/appmesh.k8s.aws/v1beta2/${plural}`);
    if (status !== 200) return undefined;
    const { items } = body as { items: readonly { metadata: { name: string }; spec: unknown }[] };
    for (const { metadata, spec } of items) found[`${kind} ${metadata.name}`] = spec;
  }
  return found;
}

function run(...words: readonly string[]): void {
  const { status, stderr } = spawnSync(
    helm.ok ? helm.value : '',
    [...words, '--kubeconfig', here().kubeconfig],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(stderr);
}

/** The values of the release in a stack, with a text in place of each expression. */
function valuesIn(stack: string, address: string): string {
  const [values = ''] = stacksOf(yelbOnEks)(stack).at(address)['values'] as readonly string[];
  return values.replaceAll(/\$\{[^}]+\}/g, 'arn:aws:of-terraform');
}

if (helm.ok)
  test.each([
    ['back', 'backend-kubernetes', []],
    ['front', 'frontend-kubernetes', ['Mesh yelb']],
  ])(
    'Helm creates the mesh objects of "%s", and deletes them but for the mesh of its owner',
    async (cluster, stack, kept) => {
      const values = valuesIn(stack, `helm_release.controller_${cluster}_objects`);
      const file = join(out, `${cluster}.json`);
      writeFileSync(file, values);
      const chart = join(out, 'charts/mesh-objects');
      run(
        'install',
        'mesh-objects',
        chart,
        '--namespace',
        'yelb',
        '--create-namespace',
        '--values',
        file,
        '--wait',
      );
      const { objects } = JSON.parse(values) as {
        objects: readonly (Json & { metadata: { name: string } })[];
      };
      expect(await objectsIn()).toEqual(
        Object.fromEntries(
          objects.map(({ kind, metadata, spec }) => [`${String(kind)} ${metadata.name}`, spec]),
        ),
      );
      run('uninstall', 'mesh-objects', '--namespace', 'yelb', '--wait');
      expect(Object.keys((await objectsIn()) ?? {})).toEqual(kept);
    },
  );
else
  // oxlint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- its name says why it cannot run here.
  test.skip(`Helm creates and deletes the mesh objects (${helm.problem})`, () => undefined);
