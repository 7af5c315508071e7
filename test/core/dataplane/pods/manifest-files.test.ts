import { parse, parseAllDocuments } from 'yaml';
import { manifestFiles } from '../../../../core/dataplane/pods/manifest-files';
import { manifestText, type KnownValues } from '../../../../core/dataplane/pods/manifest-text';
import type { Manifest } from '../../../../core/dataplane/pods/specs';
import { securityGroupIdValue } from '../../../../core/planner';

const group = { filled: [securityGroupIdValue('ui')] };

const unknown: KnownValues = {
  output: () => ({ name: 'front_security_group_id_ui' }),
  parameter: (name) => ({ name }),
};
const known: KnownValues = {
  output: () => ({ value: 'sg-1' }),
  parameter: () => ({ value: 'shop' }),
};

const object = (fields: object, annotations?: Record<string, string>): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'ui', namespace: 'shop', ...(annotations && { annotations }) },
  ...fields,
});

const read = (manifest: Manifest, values: KnownValues) => {
  const { text, missing } = manifestText(manifest, values);
  // As Kubernetes reads it.
  return { object: parse(text, { version: '1.1' }) as object, missing };
};

const script = 'for x in a; do\n  echo "${x}" $x $(date)\ndone\n';

test('an object is what its manifest says, whatever its texts look like to YAML', () => {
  const data = { on: 'no', number: '0123', script, empty: '', colon: 'a: b', tab: '\t x' };
  const manifest = object({ data, immutable: true, list: [1, { a: undefined, b: {} }] });
  expect(read(manifest, known)).toEqual({
    object: {
      ...manifest,
      list: [1, { b: {} }],
      metadata: {
        ...manifest.metadata,
        annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
      },
    },
    missing: [],
  });
});

test('a value that is known is in its place', () => {
  expect(read(object({ spec: { groupIds: [group] } }), known)).toEqual({
    object: object({ spec: { groupIds: ['sg-1'] } }),
    missing: [],
  });
});

test('a value that is unknown stays there by its name', () => {
  expect(read(object({ spec: { groupIds: [group], image: '${parameter.IMAGE}' } }), unknown)).toEqual({
    object: object({ spec: { groupIds: ['${front_security_group_id_ui}'], image: '${IMAGE}' } }),
    missing: ['front_security_group_id_ui', 'IMAGE'],
  });
});

/** What Flux makes of a text (`scanEscaped` of fluxcd/pkg): two signs are one that stays, wherever they are. */
const substituted = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\$\$|\$\{([^}]*)\}/g, (_, name?: string) =>
    name === undefined ? '$' : (values[name] ?? ''),
  );

test('a script survives the substitution of a value beside it', () => {
  const { text } = manifestText(object({ data: { script }, group }), unknown);
  expect(parse(substituted(text, { front_security_group_id_ui: 'sg-1' }))).toEqual(
    object({ data: { script }, group: 'sg-1' }),
  );
});

test.each(['a$$b', '$$(date)', '$$${x}', '$$$', '$'])('%s survives it, and a value after it', (sign) => {
  const { text } = manifestText(
    object({ data: { sign }, more: { filled: [sign, ...group.filled] } }),
    unknown,
  );
  expect(parse(substituted(text, { front_security_group_id_ui: 'sg-1' }))).toEqual(
    object({ data: { sign }, more: `${sign}sg-1` }),
  );
});

test('a script without such values is not substituted, and its annotations stay', () => {
  expect(read(object({ data: { script } }, { team: 'shop' }), unknown).object).toMatchObject({
    metadata: { annotations: { team: 'shop', 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' } },
    data: { script },
  });
});

test('nothing is said to Flux where there is nothing to substitute', () => {
  expect(read(object({ data: { script: 'echo $x' } }), unknown).object).toEqual(
    object({ data: { script: 'echo $x' } }),
  );
});

test('Argo CD applies the namespace, then what says who reaches pods, then the pods', () => {
  const kinds = ['Deployment', 'SecurityGroupPolicy', 'NetworkPolicy', 'Namespace'];
  const manifests = kinds.map((kind) => ({ ...object({}, { team: 'shop' }), kind }));
  const [file] = manifestFiles(
    [{ account: 'front', cluster: 'main', parts: [{ name: 'all', manifests }] }],
    'shop',
    () => known,
  ).files;
  const applied = parseAllDocuments(file?.text ?? '').map(
    (document) => document.toJS() as { metadata: { annotations: Record<string, string> } },
  );
  expect(applied.map(({ metadata }) => metadata.annotations)).toEqual([
    { team: 'shop' },
    { team: 'shop', 'argocd.argoproj.io/sync-wave': '-1' },
    { team: 'shop', 'argocd.argoproj.io/sync-wave': '-1' },
    { team: 'shop', 'argocd.argoproj.io/sync-wave': '-2' },
  ]);
});

describe('a cluster', () => {
  const { files, missing } = manifestFiles(
    [
      {
        account: 'front',
        cluster: 'main',
        parts: [
          { name: 'cluster', manifests: [object({})] },
          { name: 'workload-ui', manifests: [object({}), object({ spec: group })] },
        ],
      },
    ],
    'shop',
    (account) => ({ ...unknown, output: () => ({ name: `${account}_sg` }) }),
  );
  const textOf = (path: string): string => files.find((file) => file.path === path)?.text ?? '';

  test('has a file for what is there once, one for each party, and the list of them', () => {
    expect(files.map(({ path }) => path)).toEqual([
      'front/main/cluster.yaml',
      'front/main/workload-ui.yaml',
      'front/main/kustomization.yaml',
    ]);
    expect(parse(textOf('front/main/kustomization.yaml'))).toEqual({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: ['cluster.yaml', 'workload-ui.yaml'],
    });
  });

  test('says in each file whose it is, and which values are missing', () => {
    expect(files.map(({ text }) => text.split('\n')[0])).toEqual(
      files.map(() => '# Generated by meshspan for mesh shop.'),
    );
    expect(missing).toEqual(['front_sg']);
  });

  test('has one document for each object', () => {
    expect(parseAllDocuments(textOf('front/main/workload-ui.yaml')).length).toBe(2);
  });
});
