import { skippedSteps, type Lowered } from '../../../core/dataplane';
import { meetingsOf } from '../../../core/dataplane/meetings';
import type { Resource } from '../../../core/planner/change';
import type { Store, Topology } from '../../../core/topology';
import { atStage, loweredOf, STAGES, type Stage, type Tree } from './mixed';

const written =
  (dataPlane: 'envoy' | 'app-mesh') =>
  (authority: string): Tree => ({
    mesh: 'shop',
    region: 'eu-central-1',
    dataPlane,
    accounts: { one: { id: '111111111111', network: { cidr: '10.0.0.0/16' } } },
    certificates: { api: { kind: 'issued', authority } },
    workloads: {
      web: { account: 'one', listens: { port: 80, protocol: 'http' }, calls: ['api'] },
      api: { account: 'one', listens: { port: 81, protocol: 'http' } },
    },
  });

const secret = (authority: string) => ({
  kind: 'kubernetes-secret',
  secret: 'api-tls',
  authority,
  names: ['api.one.shop.internal'],
});

/** The certificate of `api` is in a Secret, by cert-manager, and `web` shows nobody one. */
const ofSecret = (authority: string): Tree => ({
  ...written('envoy')(authority),
  stores: { api: secret(authority) },
  certificates: {
    api: { kind: 'file', chain: '/certs/tls.crt', privateKey: '/certs/tls.key', store: 'api' },
  },
});

const arnOf = (key: string): string =>
  `arn:aws:acm-pca:eu-central-1:111111111111:certificate-authority/0000-${key === 'root' ? '0a' : '0b'}`;

const named = (type: string, name: string, attributes: unknown): Resource => ({ type, name, attributes });

/** A manifest, as a state has it: with its type beside it. */
const object = (name: string, value: unknown): Resource =>
  named('kubernetes_manifest', `cluster-objects_pods_${name}`, { manifest: { type: 'object', value } });

/** The objects that have cert-manager fill a Secret. */
const ofStore = (store: Store): readonly Resource[] =>
  store.kind === 'kubernetes-secret' && store.issued !== undefined
    ? [
        object(`awspcaissuer_${store.issued.authority}`, {
          metadata: { name: store.issued.authority },
          spec: { arn: arnOf(store.issued.authority) },
        }),
        object(`certificate_${store.secret}`, {
          metadata: { name: store.secret },
          spec: { secretName: store.secret, issuerRef: { name: store.issued.authority } },
        }),
      ]
    : [];

/** What the states have once a topology is deployed. */
function deployed({ authorities, stores }: Topology, lowered: Lowered): readonly Resource[] {
  const meetings = meetingsOf(lowered);
  const trusted = (party: string) =>
    meetings.filter(({ verifier }) => verifier === party).flatMap(({ trust }) => trust?.authorities ?? []);
  return [
    ...Object.keys(authorities).map((key) =>
      named('aws_acmpca_certificate_authority', `authority_${key}`, { arn: arnOf(key) }),
    ),
    ...lowered.certificates.flatMap(({ key, source }) =>
      source.kind === 'issue'
        ? [
            named('aws_acm_certificate', `certificate_${key}`, {
              certificate_authority_arn: arnOf(source.authority),
            }),
          ]
        : [],
    ),
    ...Object.values(stores).flatMap(ofStore),
    ...lowered.parties.map(({ id, key }) =>
      named('aws_iam_policy', `workload_${key}`, {
        policy: JSON.stringify({ Statement: [{ Resource: trusted(id).map(arnOf) }] }),
      }),
    ),
  ];
}

/** What is written by the authority that it names. */
type Written = (authority: string) => Tree;

function refused(meant: Written, before: readonly Resource[], to: Stage): readonly string[] {
  const topology = atStage(meant, to);
  const lowered = loweredOf(topology);
  return skippedSteps(
    { topology, lowered },
    'shop-shared',
  )({
    stack: 'shop-shared',
    before,
    after: deployed(topology, lowered),
  });
}

const at = (meant: Written, stage: Stage): readonly Resource[] => {
  const topology = atStage(meant, stage);
  return deployed(topology, loweredOf(topology));
};

/** By what is deployed and what is to be: which step is named. */
const STEPS: Readonly<Record<Stage, Readonly<Record<Stage, string>>>> = {
  before: { before: '-', trust: '-', issue: 'trust', finish: 'trust', after: 'trust' },
  // It would delete an authority that is trusted.
  trust: { before: 'finish', trust: '-', issue: '-', finish: 'issue', after: 'issue' },
  issue: { before: 'issue', trust: '-', issue: '-', finish: '-', after: 'finish' },
  finish: { before: 'trust', trust: 'issue', issue: '-', finish: '-', after: '-' },
  after: { before: 'trust', trust: 'issue', issue: '-', finish: '-', after: '-' },
};

describe.each([
  ['on envoy', written('envoy')],
  ['on app-mesh', written('app-mesh')],
  ['with a certificate by cert-manager', ofSecret],
] as const)('%s', (_, meant) => {
  test.each(STAGES.flatMap((from) => STAGES.map((to) => [from, to, STEPS[from][to]] as const)))(
    'from %s to %s the deploy is asked for step %s first',
    (from, to, step) => {
      const said = refused(meant, at(meant, from), to);
      const steps = said.map((sentence) => /step: (\w+)/.exec(sentence)?.[1]);
      expect({ said, steps: [...new Set(steps)] }).toEqual({ said, steps: step === '-' ? [] : [step] });
    },
  );

  test('where nothing is deployed, any step may be the first', () => {
    for (const to of STAGES) expect(refused(meant, [], to)).toEqual([]);
  });
});

const onEnvoy = written('envoy');

test('what is said names certificates, who verifies them, and the step with its authorities', () => {
  expect(refused(onEnvoy, at(onEnvoy, 'before'), 'issue')).toEqual([
    'certificates "api", "web" of stack "shop-shared" would come from authority "next", which is not trusted yet by "api", "web": calls would fail until all of them are changed; deploy first with rotation: { from: root, to: next, step: trust }',
  ]);
  expect(refused(onEnvoy, at(onEnvoy, 'trust'), 'finish')).toEqual([
    'certificates "api", "web" of stack "shop-shared" would change from authority "root" in the same deploy in which "api", "web" would stop trusting it: calls would fail until all of them are changed; deploy first with rotation: { from: root, to: next, step: issue }',
  ]);
  expect(refused(onEnvoy, at(onEnvoy, 'issue'), 'after')).toEqual([
    'authority "root" would be deleted, and "api", "web" fetch its certificate: a task that starts meanwhile would fail; keep it, and deploy first with rotation: { from: root, to: next, step: finish }',
  ]);
});

test('a step that broke off half way is not taken', () => {
  const half = [
    ...at(onEnvoy, 'trust').filter(({ name }) => name !== 'workload_web'),
    ...at(onEnvoy, 'before').filter(({ name }) => name === 'workload_web'),
  ];
  expect(refused(onEnvoy, half, 'issue').join()).toContain('not trusted yet by "web"');
});

test.each([
  ['aws_ecs_task_definition', 'task_workload-web'],
  ['kubernetes_deployment_v1', 'pod_workload-web_deployment'],
  ['aws_appmesh_virtual_node', 'workload_web'],
])('a step is not taken while %s still has the configuration of the step before it', (type, name) => {
  const configured = (...keys: readonly string[]) => [
    ...at(onEnvoy, 'trust'),
    named(type, name, { containers: JSON.stringify(keys.map(arnOf)) }),
  ];
  expect(refused(onEnvoy, configured('root'), 'issue').join()).toContain('not trusted yet by "web"');
  expect(refused(onEnvoy, configured('root', 'next'), 'issue')).toEqual([]);
});

test('a Secret of a cluster is refused in the stack of its objects', () => {
  const before = at(ofSecret, 'before');
  const issued = before.filter(({ name }) => name.includes('certificate_api'));
  const topology = atStage(ofSecret, 'issue');
  const refuse = skippedSteps({ topology, lowered: loweredOf(topology) }, 'shop-shared');
  expect(refuse({ stack: 'one-kubernetes', before, after: issued })).toEqual([
    'certificate "api" of stack "one-kubernetes" would come from authority "next", which is not trusted yet by "web": calls would fail until all of them are changed; deploy first with rotation: { from: root, to: next, step: trust }',
  ]);
  expect(refuse({ stack: 'one', before, after: [] })).toEqual([]);
});
