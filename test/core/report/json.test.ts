import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { checkJson, planJson } from '../../../core/report';
import { REASONS } from '../../../core/checker';
import checkSchema from '../../../schema/check.schema.json';
import planSchema from '../../../schema/plan.schema.json';
import { yelb, yelbPlan } from './yelb';

const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true });
const isPlan = ajv.compile(planSchema);
const isCheck = ajv.compile(checkSchema);

const local = { kind: 'local' } as const;

/** What the schema has against a value, after a trip through JSON. */
function complaintsOf(validate: ValidateFunction, value: unknown): readonly unknown[] {
  validate(JSON.parse(JSON.stringify(value)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

it('the plan of Yelb is what its schema says', async () => {
  const { plan, placeOf } = await yelbPlan();
  const json = planJson(plan, local, placeOf);
  expect(complaintsOf(isPlan, json)).toEqual([]);
  expect(json.waves).toEqual([['yelb-shared'], ['backend'], ['frontend']]);
  expect(json.stacks[1]).toMatchObject({
    name: 'backend',
    kind: 'member',
    account: 'backend',
    provider: { role: 'arn:aws:iam::222222222222:role/meshspan-deploy' },
    backend: { kind: 'local', state: 'yelb-backend' },
    inputs: expect.arrayContaining([
      {
        name: 'yelb_shared_share_arn_backend',
        from: 'yelb-shared',
        output: 'share_arn_backend',
        wire: 'assigned',
      },
    ]),
    outputs: expect.arrayContaining(['peering_id_frontend', 'zone_id_backend']),
    handover: expect.arrayContaining([
      { output: 'security_group_id_yelb_db', of: 'workload "yelb-db"', what: 'security group' },
      {
        output: 'proxy_resource_arn_yelb_db',
        of: 'workload "yelb-db"',
        what: 'APPMESH_RESOURCE_ARN of the proxy',
        value: 'arn:aws:appmesh:us-west-2:222222222222:mesh/yelb@111111111111/virtualNode/yelb-db',
      },
    ]),
  });
  const known = planJson(plan, local, placeOf, { accountIds: { backend: '222222222222' } });
  expect(complaintsOf(isPlan, known)).toEqual([]);
  expect(known.stacks.map(({ accountId }) => accountId)).toEqual([undefined, '222222222222', undefined]);
  expect(known.stacks[0]?.outputs).toContain('stacks');
});

it('every way to sign in and every state backend has its place in the schema', async () => {
  const { plan } = await yelbPlan();
  const variants = [
    { credentials: { kind: 'profile', profile: 'yelb' }, state: { kind: 'local' } },
    {
      credentials: { kind: 'role', arn: 'a', externalId: 'e' },
      state: { kind: 's3', bucket: 'b', region: 'r', prefix: '', role: 'x', kmsKey: 'k' },
    },
    { credentials: { kind: 'ambient' }, state: { kind: 'http', address: 'https://state' } },
    { credentials: { kind: 'ambient' }, state: { kind: 'cloud', organization: 'o', project: 'p' } },
  ] as const;
  const providers = variants.map(({ credentials, state }) => {
    const json = planJson(
      { ...plan, stacks: plan.stacks.map((stack) => ({ ...stack, credentials })) },
      state,
    );
    expect(complaintsOf(isPlan, json)).toEqual([]);
    return json.stacks[0]?.provider;
  });
  expect(providers).toEqual([{ profile: 'yelb' }, { role: 'a', externalId: 'e' }, {}, {}]);
});

it('the check of Yelb is what its schema says', async () => {
  const { edges, findings, resources } = await yelb();
  const json = checkJson(edges, findings, resources);
  expect(complaintsOf(isCheck, json)).toEqual([]);
  expect(
    json.edges.map(({ client, server, port, verdict }) => [client, server, port, verdict]),
  ).toContainEqual(['workload/yelb-ui', 'workload/yelb-appserver', 4567, 'verified']);
  expect(json.findings[0]?.at).toEqual({ path: 'dataPlane', file: 'yelb/topology.ts' });
});

it('a changed plan is refused', async () => {
  const { plan } = await yelbPlan();
  const json = planJson(plan, local);
  const [first] = json.stacks;
  const spoilt: readonly (readonly [unknown, string])[] = [
    [{ ...json, version: 2 }, '/version must be equal to constant'],
    [{ ...json, extra: 1 }, ' must NOT have additional properties'],
    [{ ...json, waves: [[]] }, '/waves/0 must NOT have fewer than 1 items'],
    [
      { ...json, stacks: [{ ...first, kind: 'network' }] },
      '/stacks/0/kind must be equal to one of the allowed values',
    ],
    [
      { ...json, stacks: [{ ...first, provider: { role: 'r', profile: 'p' } }] },
      '/stacks/0/provider must NOT be valid',
    ],
    [
      { ...json, stacks: [{ ...first, backend: { kind: 'local' } }] },
      '/stacks/0/backend must match exactly one schema in oneOf',
    ],
  ];
  for (const [value, complaint] of spoilt) expect(complaintsOf(isPlan, value)).toContain(complaint);
});

it('a changed check is refused', async () => {
  const { edges, findings, resources } = await yelb();
  const json = checkJson(edges, findings, resources);
  const [first] = json.edges;
  const spoilt: readonly (readonly [unknown, string])[] = [
    [
      { ...json, edges: [{ ...first, verdict: 'fine' }] },
      '/edges/0/verdict must be equal to one of the allowed values',
    ],
    [{ ...json, edges: [{ ...first, by: 'me' }] }, '/edges/0/by must match pattern "^[RSLAU][0-9]+$"'],
    [
      { ...json, edges: [{ ...first, at: { path: '', line: 1 } }] },
      '/edges/0/at must have property file when property line is present',
    ],
    [{ ...json, findings: [{}] }, "/findings/0 must have required property 'fix'"],
  ];
  for (const [value, complaint] of spoilt) expect(complaintsOf(isCheck, value)).toContain(complaint);
});

it('the schema knows every reason and no other', () => {
  expect(checkSchema.$defs.edge.properties.reason.enum.toSorted()).toEqual(Object.keys(REASONS).toSorted());
});

it('the plan has all places of what is different on the data plane', async () => {
  const { plan, placeOf } = await yelbPlan();
  const at = [['workloads', 'yelb-ui'], ['mesh']];
  const json = planJson(
    { ...plan, differences: [{ feature: 'a.b', support: 'lost', sentence: 'it is not there', at }] },
    local,
    placeOf,
  );
  expect(complaintsOf(isPlan, json)).toEqual([]);
  expect(json.differences).toMatchObject([
    { feature: 'a.b', support: 'lost', at: [{ path: 'workloads.yelb-ui' }, { path: 'mesh' }] },
  ]);
});
