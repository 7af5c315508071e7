import { at, type ClientPolicy, type Workload } from '../../../core/topology';
import { hubAnd, parsed, planned, stackByContent, wireTexts } from './meshes';

const workloads = { 'ant-app': { account: 'ant', listens: { protocol: 'http', port: 8080 } } };
const certificates = { own: { kind: 'acm', arn: 'arn:aws:acm:eu-central-1:100000000001:certificate/1' } };
const topology = parsed(hubAnd(['ant'], { workloads, certificates }));
const { callDefaults: _, ...certified } = at(topology.workloads, 'ant-app');
const plain: Workload = {
  ...certified,
  listeners: certified.listeners.map((listener) => ({ ...listener, tls: { kind: 'none' } })),
};
const trusting: ClientPolicy = {
  kind: 'tls',
  at: [],
  enforce: true,
  ports: [],
  trust: { kind: 'private-ca', authorities: ['root'] },
  names: [],
};

/** Wires of an authority when `ant-app` is all that runs. */
const authorityWires = (app: Workload): readonly string[] =>
  wireTexts(planned({ ...topology, workloads: { 'ant-app': app } })).filter((text) =>
    text.includes('authority'),
  );

const read = ['zoo-shared → ant authority_arn_root assigned'];

it.each([
  ['who gets a certificate of it', certified, read],
  ['who trusts it whomever it calls', { ...plain, callDefaults: trusting }, read],
  [
    'who trusts it for one call',
    { ...plain, calls: [{ at: [], service: 'ant-app', policy: trusting }] },
    read,
  ],
  [
    'who asks its callers for a certificate of it',
    {
      ...plain,
      listeners: certified.listeners.map((listener) => ({
        ...listener,
        tls: {
          kind: 'mesh',
          mode: 'STRICT',
          certificate: 'own',
          validation: { trust: trusting.trust, names: [] },
        },
      })),
    },
    read,
  ],
  ['no others', plain, []],
] satisfies readonly (readonly [string, Workload, readonly string[]])[])(
  'the ARN of an authority is read by %s',
  (_who, app, wires) => {
    expect(authorityWires(app)).toEqual(wires);
  },
);

it('an authority that exists already is neither created nor read', () => {
  const authority = {
    kind: 'existing-ca',
    arn: 'arn:aws:acm-pca:eu-central-1:100000000000:certificate-authority/1',
  };
  const plan = planned(parsed(hubAnd(['ant'], { authority })));
  expect([...stackByContent(plan).keys()].filter((id) => id.includes('authority'))).toEqual([]);
  expect(wireTexts(plan).filter((text) => text.includes('authority'))).toEqual([]);
});
