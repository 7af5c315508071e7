import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../../core/dataplane/pods/specs';
import { sentenceIn, type Kubernetes } from '../../../local/kubernetes';
import { resourcesOf, yelbOnEks } from '../../core/dataplane/app-mesh/controller/on-eks';
import { parsed } from '../../core/dataplane/yelb';
import { kubernetesWithNodes } from '../stage';
import { crdsOfFlagger } from './go';
import { rendered } from './schemas';

const PLURALS: Readonly<Record<string, string>> = {
  VirtualNode: 'virtualnodes',
  VirtualRouter: 'virtualrouters',
  VirtualService: 'virtualservices',
};

const crds = crdsOfFlagger();
let kubernetes: Kubernetes | undefined;

beforeAll(async () => {
  if (!crds.ok) return;
  kubernetes = await kubernetesWithNodes();
  for (const file of readdirSync(crds.value))
    for (const document of parseAllDocuments(readFileSync(join(crds.value, file), 'utf8')))
      await created('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', document.toJS() as object);
  await created('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'yelb' } });
  await known();
});
afterAll(() => kubernetes?.stop());

const here = (): Kubernetes => {
  if (kubernetes === undefined) throw new Error('it did not start');
  return kubernetes;
};

async function created(path: string, body: object): Promise<void> {
  const answer = await here().api.ask(path, { method: 'POST', body });
  if (answer.status >= 300) throw new Error(sentenceIn(answer));
}

/** The server serves a new kind some moments after its definition. */
async function known(): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answers = await Promise.all(Object.values(PLURALS).map((plural) => here().api.ask(pathOf(plural))));
    if (answers.every(({ status }) => status === 200)) return;
    await pause(100);
  }
  throw new Error('the server does not know the kinds');
}

const pathOf = (plural: string): string => `/apis/appmesh.k8s.aws/v1beta2/namespaces/yelb/${plural}`;

/** As `kubectl apply --dry-run=server --validate=strict`. */
const refusalOf = async (manifest: Manifest, spec: unknown = manifest['spec']): Promise<string> => {
  const answer = await here().api.ask(
    `${pathOf(PLURALS[manifest.kind] ?? '')}?dryRun=All&fieldValidation=Strict`,
    { method: 'POST', body: rendered({ ...manifest, spec } as Manifest, manifest.metadata) },
  );
  return answer.status === 201 ? '' : sentenceIn(answer);
};

const known3 = resourcesOf(parsed(yelbOnEks), 'back').filter(({ kind }) => PLURALS[kind] !== undefined);

if (crds.ok) {
  test('a real API server accepts the resources, but for fields of later versions', async () => {
    const refusals = await Promise.all(known3.map((manifest) => refusalOf(manifest)));
    const fields = refusals.flatMap((refusal) =>
      [...refusal.matchAll(/unknown field "([^"]+)"/g)].map(([, field = '']) =>
        field.replaceAll(/\[\d+\]/g, ''),
      ),
    );
    expect(refusals.filter((refusal) => refusal !== '' && !refusal.includes('unknown field'))).toEqual([]);
    expect([...new Set(fields)].toSorted()).toEqual([
      'spec.backends.virtualService.clientPolicy.tls.validation.subjectAlternativeNames',
      'spec.routes.httpRoute.action.weightedTargets.port',
      'spec.routes.httpRoute.match.port',
    ]);
  });

  test('it refuses what is misspelt, missing or of another type', async () => {
    const [node] = known3;
    if (node === undefined) throw new Error('no node');
    expect(await refusalOf(node, { awsName: 'x', meshref: {} })).toContain('unknown field "spec.meshref"');
    expect(await refusalOf(node, { awsName: 1 })).toContain('spec.awsName');
    expect(await refusalOf(node, { listeners: [{ portMapping: { port: 1 } }] })).toContain(
      'protocol: Required',
    );
  });
} else
  // oxlint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- its name says why it cannot run here.
  test.skip(`a real API server accepts the resources (${crds.problem})`, () => undefined);
