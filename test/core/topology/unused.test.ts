import { param, topologyOf, write } from '../../../core/topology';
import { yelb } from './written';

const { http, tcp, loadBalancer, Authority } = write;
const { authority, workloads, ...rest } = yelb;
const backend = { account: 'backend' };
const acm = { kind: 'acm', arn: 'arn:aws:acm:us-west-2:222222222222:certificate/1' };
const file = { kind: 'file', chain: 'c', privateKey: 'k' };
const runtime = { cluster: 'main', image: 'i' };

/** Yelb with more authorities than the one that everything uses. */
const authorities = (more: object): object => ({
  ...rest,
  workloads,
  authorities: { root: authority, ...more },
});
const workload = (more: object): object => ({ workloads: { ...workloads, extra: { ...backend, ...more } } });

const warnings = (written: unknown): readonly string[] => {
  const result = topologyOf(written);
  if (!result.ok) throw new Error(result.findings.map(({ summary }) => summary).join('\n'));
  return result.findings.map(
    ({ rule, severity, at, summary }) => `${severity} ${rule} ${at.path.join('.')}: ${summary}`,
  );
};

test.each<[string, object, readonly string[]]>([
  [
    'a parameter that is not used',
    { ...yelb, parameters: { STAGE: {} } },
    ['parameters.STAGE: parameter "STAGE" is not used'],
  ],
  [
    'a private CA that signs nothing, with its price',
    authorities({ spare: Authority.privateCa({ commonName: 'spare' }) }),
    [
      'authorities.spare: authority "spare" signs nothing that is presented, and is not trusted by any party; AWS charges about 400 USD a month for it',
    ],
  ],
  [
    'a short-lived one, which costs less',
    authorities({
      spare: { kind: 'private-ca', commonName: 'spare', usageMode: 'SHORT_LIVED_CERTIFICATE' },
    }),
    [
      'authorities.spare: authority "spare" signs nothing that is presented, and is not trusted by any party; AWS charges about 50 USD a month for it',
    ],
  ],
  [
    'an existing CA',
    authorities({
      spare: { kind: 'existing-ca', arn: 'arn:aws:acm-pca:us-west-2:111111111111:certificate-authority/1' },
    }),
    ['authorities.spare: authority "spare" signs nothing that is presented, and is not trusted by any party'],
  ],
  [
    'a chain file',
    authorities({ spare: { kind: 'file', chain: '/c' } }),
    ['authorities.spare: authority "spare" signs nothing that is presented, and is not trusted by any party'],
  ],
  [
    'a certificate that is not presented, and with it what signs only that',
    {
      ...authorities({ spare: { kind: 'file', chain: '/c' } }),
      certificates: { idle: { ...acm, facts: { issuer: 'spare' } } },
    },
    [
      'authorities.spare: authority "spare" signs nothing that is presented, and is not trusted by any party',
      'certificates.idle: certificate "idle" is not presented by any listener, caller or entry',
    ],
  ],
  [
    'a store',
    { ...yelb, stores: { disk: { kind: 'task-volume' } } },
    ['stores.disk: store "disk" is not mounted by any party, and contains no certificate'],
  ],
  [
    'a store beside the path of a file that is trusted',
    {
      ...yelb,
      authorities: { root: yelb.authority, company: { kind: 'file', chain: '/certs/roots/company.pem' } },
      authority: undefined,
      stores: {
        disk: { kind: 'task-volume', mountPath: '/certs/roots' },
        spare: { kind: 'task-volume', mountPath: '/cert' },
      },
      workloads: {
        ...yelb.workloads,
        'yelb-ui': {
          ...yelb.workloads['yelb-ui'],
          callDefaults: { trust: { kind: 'file', authorities: 'company' } },
        },
      },
    },
    ['stores.spare: store "spare" is not mounted by any party, and contains no certificate'],
  ],
  [
    'a cluster',
    { ...yelb, clusters: { main: { kind: 'ecs', account: 'backend' } } },
    ['clusters.main: cluster "main" runs nothing'],
  ],
  [
    "what is said of the owner's share",
    {
      ...yelb,
      accounts: {
        backend: { ...yelb.accounts.backend, principal: 'organization', meshRole: 'exists' },
        frontend: { ...yelb.accounts.frontend, principal: 'invitation', meshRole: 'create' },
      },
    },
    [
      'accounts.frontend.principal: principal has no effect in "frontend", which owns the mesh: it is for accounts that the mesh is shared with',
      'accounts.frontend.meshRole: meshRole has no effect in "frontend", which owns the mesh: it is for accounts that the mesh is shared with',
    ],
  ],
])('%s is reported', (_, written, lines) => {
  expect(warnings(written)).toEqual(lines.map((line) => `warning topology/unused ${line}`));
});

test.each<[string, object]>([
  ['Yelb', yelb],
  ['a parameter inside a text', { ...yelb, parameters: { A: {} }, tags: { a: 'x-${parameter.A}' } }],
  ['a parameter with a value', { ...yelb, parameters: { A: { default: 'x' } }, tags: { a: param('A') } }],
  [
    'the parent of an authority that signs',
    {
      ...authorities({
        sub: { kind: 'private-ca', level: 'subordinate', parent: 'top', commonName: 's' },
        top: authority,
      }),
      certificates: { c: { kind: 'issued', authority: 'sub' } },
      ...workload({ listens: tcp(1, { tls: { certificate: 'c' } }) }),
    },
  ],
  [
    'an authority that a policy trusts',
    {
      ...authorities({ other: { kind: 'file', chain: '/c' } }),
      ...workload({ callDefaults: { trust: { kind: 'file', authorities: ['other'] } } }),
    },
  ],
  [
    'an authority that callers must have',
    {
      ...authorities({ other: { kind: 'file', chain: '/c' } }),
      ...workload({
        listens: tcp(1, { tls: { clients: { trust: { kind: 'file', authorities: ['other'] } } } }),
      }),
    },
  ],
  [
    'a certificate that a caller shows',
    {
      ...yelb,
      certificates: { mine: file },
      ...workload({
        callDefaults: { trust: { kind: 'private-ca', authorities: ['root'] }, certificate: 'mine' },
      }),
    },
  ],
  [
    'a certificate of an entry',
    {
      ...yelb,
      certificates: { door: acm },
      ...workload({ listens: http(80), entry: loadBalancer(443, { tls: { certificate: 'door' } }) }),
    },
  ],
  [
    'a certificate of a gateway, in a store',
    {
      ...yelb,
      stores: { disk: { kind: 'task-volume' } },
      certificates: { door: { ...file, store: 'disk', facts: { issuer: 'root' } } },
      gateways: {
        door: {
          listens: { port: 443, protocol: 'http', tls: { certificate: 'door' } },
          routes: [{ prefix: '/', service: 'yelb-ui' }],
        },
      },
    },
  ],
  [
    'what a runtime names',
    {
      ...yelb,
      stores: { disk: { kind: 'task-volume' } },
      clusters: { main: { kind: 'ecs', account: 'backend' } },
      ...workload({ runtime: { ...runtime, stores: ['disk'] } }),
    },
  ],
])('%s is of use', (_, written) => {
  expect(warnings(written)).toEqual([]);
});

test('where something is wrong, what is unused is not reported: it may be what was meant', () => {
  const written = {
    ...authorities({ spare: authority }),
    certificates: { c: { kind: 'issued', names: ['c'], authority: 'spair' } },
  };
  expect(topologyOf(written).findings.map(({ rule }) => rule)).toEqual(['authority/unknown']);
});
