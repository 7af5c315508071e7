import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { manifestsOf } from '../../core/report';
import { stillClosed } from '../../core/topology';
import { installKubeconform, sentenceIn, type Kubernetes } from '../../local/kubernetes';
import { cacheFolder } from '../../local/packages';
import { planned } from '../cases/synthesized';
import { locationIn, writeSchemas } from './server-schemas';
import { kubernetesWithNodes } from './stage';
import { podTopologies } from './topologies';

let kubernetes: Kubernetes;
beforeAll(async () => {
  kubernetes = await kubernetesWithNodes();
});
afterAll(() => kubernetes.stop());

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: { readonly template?: { readonly metadata: object; readonly spec: object } };
}

/** The files with everything in the clusters of a topology; every value of AWS is known. */
function textsIn(written: object): readonly string[] {
  const { topology, lowered, plan } = planned(written);
  const outputs = Object.fromEntries(
    plan.stacks.map((stack) => [
      stack.name,
      Object.fromEntries(stack.outputs.map(({ name }) => [name, `value-of-${name}`])),
    ]),
  );
  const { files, missing } = manifestsOf({ topology, plan, lowered: stillClosed(lowered) }, outputs);
  expect(missing).toEqual([]);
  return files.filter(({ path }) => !path.endsWith('kustomization.yaml')).map(({ text }) => text);
}

/** Kinds of cert-manager, which the server here does not have: `cert-manager.test.ts` compares them with their definitions. */
const ELSEWHERE: readonly string[] = ['AWSPCAIssuer', 'Certificate'];

const manifestsIn = (written: object): readonly Manifest[] =>
  textsIn(written)
    .flatMap((text) =>
      parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS() as Manifest),
    )
    .filter(({ kind }) => !ELSEWHERE.includes(kind));

/** Where the API has objects of a kind. */
const pathOf = ({ apiVersion, kind, metadata: { name, namespace } }: Manifest): string => {
  const plural = `${kind.toLowerCase().replace(/y$/, 'ie')}s`;
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return `${root}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${plural}/${name}`;
};

/** What the server says to an object, and to the pods that it would start: fields that it does not know are errors. */
async function problemsOf(manifest: Manifest): Promise<readonly string[]> {
  const strict = 'fieldManager=test&force=true&fieldValidation=Strict';
  // What is in a namespace needs it, and a pod its service account.
  const dry = ['Namespace', 'ServiceAccount'].includes(manifest.kind) ? '' : '&dryRun=All';
  const answers = [
    await kubernetes.api.ask(`${pathOf(manifest)}?${strict}${dry}`, {
      method: 'PATCH',
      contentType: 'application/apply-patch+yaml',
      body: manifest,
    }),
  ];
  const template = manifest.spec?.template;
  if (template !== undefined) {
    const pods = `/api/v1/namespaces/${manifest.metadata.namespace}/pods`;
    const metadata = { ...template.metadata, name: manifest.metadata.name };
    answers.push(
      await kubernetes.api.ask(`${pods}?dryRun=All&fieldValidation=Strict`, {
        method: 'POST',
        body: { apiVersion: 'v1', kind: 'Pod', metadata, spec: template.spec },
      }),
    );
  }
  return answers.flatMap((answer) =>
    answer.status < 300 ? [] : [`${manifest.kind} ${manifest.metadata.name}: ${sentenceIn(answer)}`],
  );
}

async function problemsIn(manifests: readonly Manifest[]): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const manifest of manifests) problems.push(...(await problemsOf(manifest)));
  return problems;
}

test.each(Object.entries(podTopologies))(
  'a real API server accepts every manifest of "%s", and its pods',
  async (_, written) => {
    const manifests = manifestsIn(written);
    expect(new Set(manifests.map(({ kind }) => kind)).size).toBeGreaterThan(5);
    expect(await problemsIn(manifests)).toEqual([]);
  },
);

test('kubeconform finds every object of every file as the server describes it, and a wrong one not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'manifests-'));
  const built = await installKubeconform(cacheFolder());
  if (!built.ok) throw new Error(built.problem);
  const files = Object.values(podTopologies).flatMap(textsIn);
  const versions = new Set(
    Object.values(podTopologies)
      .flatMap(manifestsIn)
      .map((each) => each.apiVersion),
  );
  await writeSchemas(kubernetes.api, join(folder, 'schemas'), [...versions]);
  const found = (texts: readonly string[]) => {
    const input = texts.join('');
    const words = ['-strict', '-summary', '-output', 'json'];
    const options = ['-schema-location', locationIn(join(folder, 'schemas')), '-skip', ELSEWHERE.join(',')];
    const { stdout } = spawnSync(built.path, [...words, ...options], { input, encoding: 'utf8' });
    return JSON.parse(stdout) as { readonly resources: readonly object[]; readonly summary: object };
  };
  expect(found(files)).toMatchObject({
    resources: [],
    summary: { invalid: 0, errors: 0 },
  });
  const wrong = files.map((text) => text.replaceAll('maxUnavailable:', 'mostUnavailable:'));
  expect(found(wrong).resources).toContainEqual(
    expect.objectContaining({ kind: 'PodDisruptionBudget', status: 'statusInvalid' }),
  );
  rmSync(folder, { recursive: true });
});

describe('it refuses', () => {
  const deploymentOf = (): Manifest => {
    const manifests = manifestsIn(podTopologies['yelb-eks on envoy'] ?? {});
    const found = manifests.find(({ kind }) => kind === 'Deployment');
    if (found === undefined) throw new Error('no deployment');
    return found;
  };

  test('a field that it does not know', async () => {
    const { spec, ...deployment } = deploymentOf();
    const problems = await problemsOf({
      ...deployment,
      spec: { ...spec, replica: 2 } as Manifest['spec'] & {},
    });
    expect(problems).toContainEqual(expect.stringContaining('.spec.replica'));
  });

  test('a pod with more rights than its namespace admits', async () => {
    const { spec, ...deployment } = deploymentOf();
    const template = spec?.template;
    if (template === undefined) throw new Error('no template');
    const more = {
      ...template,
      spec: { ...template.spec, serviceAccountName: 'default', hostNetwork: true },
    };
    await kubernetes.api.apply('/api/v1/namespaces/baseline', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'baseline', labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
    });
    const metadata = { ...deployment.metadata, namespace: 'baseline' };
    const problems = await problemsOf({ ...deployment, metadata, spec: { ...spec, template: more } });
    expect(problems).toEqual([expect.stringContaining('hostNetwork')]);
  });
});
