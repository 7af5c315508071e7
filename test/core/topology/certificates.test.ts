import { topologyOf, write } from '../../../core/topology';
import { findingsIn, yelb } from './written';

const { http, loadBalancer } = write;
const { authority, ...rest } = yelb;
const branch = { kind: 'file', chain: '/branch.pem' };
const company = {
  kind: 'existing-ca',
  arn: 'arn:aws:acm-pca:us-west-2:111111111111:certificate-authority/1',
};

const authorities = (more: object) => ({ ...rest, authorities: { root: authority, ...more } });
const certificate = (facts: object) => ({
  ...yelb,
  certificates: { c: { kind: 'sds', secret: 's', facts } },
});
/** A workload behind an entry; its certificate is its own, or of an unknown signer. */
const entry = (more: object, presented = 'x') => ({
  ...yelb,
  workloads: {
    ...yelb.workloads,
    x: {
      account: 'backend',
      listens: http(1, presented === 'x' ? {} : { tls: { certificate: presented } }),
      entry: loadBalancer(1, more),
    },
  },
  certificates: {
    site: { kind: 'acm', arn: 'arn:aws:acm:us-west-2:222222222222:certificate/1', facts: { issuer: 'root' } },
    unknown: { kind: 'sds', secret: 's' },
    phone: { kind: 'file', chain: '/p.pem', privateKey: '/p.key', facts: { issuer: 'root' } },
  },
});

/** Something wrong, the line that says so, and the same with its fix. */
test.each<[string, object, string, object]>([
  [
    'a date that is none',
    certificate({ validity: { until: '31.12.2027' } }),
    'certificate/validity certificates.c.facts.validity.until: "31.12.2027" is not a date of ISO 8601; write it like "2027-01-31" or "2027-01-31T12:00:00Z"',
    certificate({ validity: { until: '2027-12-31' } }),
  ],
  [
    'a day that does not exist',
    certificate({ validity: { from: '2027-02-29' } }),
    'certificate/validity certificates.c.facts.validity.from: "2027-02-29" is not',
    certificate({ validity: { from: '2028-02-29T12:00:00+01:00' } }),
  ],
  [
    'an end before the beginning',
    certificate({ validity: { from: '2027-01-02', until: '2027-01-01' } }),
    'certificate/validity certificates.c.facts.validity: the certificate ends (2027-01-01) before it begins (2027-01-02); exchange from and until',
    certificate({ validity: { from: '2027-01-01', until: '2027-01-01' } }),
  ],
  [
    'an unknown authority in a chain',
    certificate({ issuer: 'root', chain: ['rot'] }),
    'authority/unknown certificates.c.facts.chain.0: there is no authority "rot"; did you mean "root"?',
    certificate({ issuer: 'root', chain: ['root'] }),
  ],
  [
    'a root file with a parent',
    authorities({ branch: { ...branch, parent: 'root' } }),
    'authority/parent authorities.branch: root authority "branch" has a parent; write level: subordinate, or drop the parent',
    authorities({ branch: { ...branch, level: 'subordinate', parent: 'root' } }),
  ],
  [
    'an existing root with a parent',
    authorities({ company: { ...company, level: 'root', parent: 'root' } }),
    'authority/parent authorities.company: root authority "company" has a parent',
    authorities({ company }),
  ],
  [
    'a created subordinate without a parent',
    authorities({ sub: { kind: 'private-ca', commonName: 's', level: 'subordinate' } }),
    'authority/parent authorities.sub: subordinate authority "sub" has no parent; drop level, which makes it a root, or name one that others created',
    authorities({ sub: { kind: 'private-ca', commonName: 's' } }),
  ],
  [
    'an unknown parent',
    authorities({ company: { ...company, level: 'subordinate', parent: 'rot' } }),
    'authority/unknown authorities.company.parent: there is no authority "rot"; did you mean "root"?',
    authorities({ company: { ...company, level: 'subordinate', parent: 'root' } }),
  ],
  [
    'an authority above itself',
    authorities({ company: { ...company, level: 'subordinate', parent: 'company' } }),
    'authority/parent authorities.company.parent: authority "company" is above itself: its parents lead back to it; name the authority that signs it, and give the topmost one level: root without a parent',
    authorities({ company: { ...company, level: 'subordinate', parent: 'root' } }),
  ],
  [
    'a circle of parents, reported once',
    authorities({
      branch: { ...branch, level: 'subordinate', parent: 'office' },
      desk: { ...branch, level: 'subordinate', parent: 'branch' },
      office: { ...company, level: 'subordinate', parent: 'branch' },
    }),
    'authority/parent authorities.branch.parent: authority "branch" is above itself',
    authorities({
      branch: { ...branch, level: 'subordinate', parent: 'office' },
      desk: { ...branch, level: 'subordinate', parent: 'branch' },
      office: { ...company, level: 'root' },
    }),
  ],
  [
    'an entry that passes bytes and terminates TLS',
    entry({ inside: 'passed', tls: { certificate: 'site' } }),
    "entry/passed workloads.x.entry.inside: the load balancer terminates TLS with its own certificate, so it cannot pass the bytes of the callers; drop tls, or write inside: 'encrypted'",
    entry({ inside: 'encrypted', tls: { certificate: 'site' } }),
  ],
  [
    'callers whose trust is not stated',
    entry({ inside: 'passed', callers: { certificate: 'phone' } }, 'unknown'),
    'call/trust-unknown workloads.x.entry.callers: the policy has no trust',
    entry(
      {
        inside: 'passed',
        callers: { certificate: 'phone', trust: { kind: 'private-ca', authorities: 'root' } },
      },
      'unknown',
    ),
  ],
])('%s is refused, and what the fix says is taken', (_, written, line, fixed) => {
  expect(findingsIn(written).filter((each) => each.startsWith(line))).toHaveLength(1);
  expect(topologyOf(fixed)).toMatchObject({ ok: true });
});

test.each<[string, object, readonly string[]]>([
  ['callers of an entry that encrypts', { callers: 'none' }, ['workloads.x.entry.callers']],
  ['callers of one that passes', { inside: 'passed', callers: { certificate: 'phone' } }, []],
  [
    'callers of one that passes to a port without a listener',
    { listener: 9, inside: 'passed', callers: 'none' },
    ['workloads.x.entry.callers'],
  ],
])('%s: what has no effect is reported', (_, more, places) => {
  const { findings } = topologyOf(entry(more));
  const idle = findings.filter(({ summary }) => summary.startsWith('callers has no effect'));
  expect(idle.map(({ at }) => at.path.join('.'))).toEqual(places);
});

test.each<[string, object, readonly string[]]>([
  ['no entry', {}, []],
  ['an entry before its only listener', { entry: { port: 443 } }, ['gateways.door.callers']],
  ['an entry that passes', { entry: { port: 443, inside: 'passed' } }, []],
  ['an entry before one of two', { listens: [http(1), http(2)], entry: { port: 443, listener: 1 } }, []],
])('callers of a gateway with %s: what has no effect is reported', (_, more, places) => {
  const { findings } = topologyOf({
    ...yelb,
    gateways: {
      door: { listens: http(1), callers: 'none', routes: [{ service: 'yelb-ui' }], ...more },
    },
  });
  const idle = findings.filter(({ summary }) => summary.startsWith('callers has no effect'));
  expect(idle.map(({ at }) => at.path.join('.'))).toEqual(places);
});

test('a careful caller from outside trusts the root above what is presented', () => {
  const topology = topologyOf(entry({ inside: 'passed', callers: { names: ['x.example.com'] } }));
  expect(topology.ok && topology.value.workloads['x']?.entries[0]?.callers).toMatchObject({
    kind: 'tls',
    enforce: true,
    trust: { kind: 'private-ca', authorities: ['root'] },
    names: ['x.example.com'],
  });
});
