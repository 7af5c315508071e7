import type { Verdict } from '../../../core/checker';
import { door, entry, known } from './outside';
import { certificate, CLIENTS, nameOf, uiTls, yelb, type WrittenYelb } from './yelb';

const fromOutside = (change: (file: WrittenYelb) => void) =>
  yelb(change)
    .edges.filter(({ client }) => client === 'outside' || client.startsWith('load-balancer'))
    .map((edge) => `${nameOf(edge)} ${edge.port}: ${edge.verdict}`);

/** Yelb's own entry, which every mesh here has. */
const OWN = [
  'outside -> load-balancer/yelb-ui:80 80: plaintext',
  'load-balancer/yelb-ui:80 -> yelb-ui 80: encrypted',
];

describe('a gateway', () => {
  it.each<[string, (file: WrittenYelb) => void, readonly string[]]>([
    ['without an entry is met by callers from outside', door({}), ['outside -> door 8443: encrypted']],
    [
      'is met on each listener that no entry covers',
      (file) =>
        door(
          {},
          {
            listens: [
              { port: 8080, protocol: 'http', tls: 'none' },
              { port: 8443, protocol: 'http', tls: 'none' },
              { port: 9443, protocol: 'http', tls: 'none' },
            ],
            entry: { port: 443, listener: 8443 },
          },
        )(file),
      [
        'outside -> door 8080: plaintext',
        'outside -> door 9443: plaintext',
        'outside -> load-balancer/door:443 443: plaintext',
        'load-balancer/door:443 -> door 8443: plaintext',
      ],
    ],
    [
      'with an entry to a port on which it does not listen keeps its own edge, and the entry breaks',
      door({}, { entry: { port: 443, listener: 1 } }),
      [
        'outside -> door 8443: encrypted',
        'outside -> load-balancer/door:443 443: plaintext',
        'load-balancer/door:443 -> door 1: broken',
      ],
    ],
    [
      'with two load balancers on one port has edges that can be told apart',
      door({}, { entry: [{ port: 443 }, { port: 443, scheme: 'internet-facing', sources: ['0.0.0.0/0'] }] }),
      [
        'outside -> load-balancer/door:443/application-internal 443: plaintext',
        'load-balancer/door:443/application-internal -> door 8443: encrypted',
        'outside -> load-balancer/door:443/application-internet-facing 443: plaintext',
        'load-balancer/door:443/application-internet-facing -> door 8443: encrypted',
      ],
    ],
  ])('%s', (_, change, edges) => {
    expect(fromOutside(change)).toEqual(expect.arrayContaining([...edges]));
    expect(fromOutside(change)).toHaveLength(edges.length + OWN.length);
  });
});

/** Callers from outside that are said to be so, at a gateway that does this about TLS. */
const MET: readonly (readonly [string, object | 'none', (file: WrittenYelb) => unknown, Verdict])[] = [
  ['who verify', {}, (file) => known(file, { certificate: undefined }), 'verified'],
  ['who verify and prove themselves', { clients: CLIENTS }, known, 'mutual'],
  [
    'who prove themselves to any server that asks',
    { mode: 'PERMISSIVE', clients: CLIENTS },
    known,
    'verified',
  ],
  ['who prove themselves unasked', {}, known, 'verified'],
  ['who show nothing', { clients: CLIENTS }, (file) => known(file, { certificate: undefined }), 'broken'],
  [
    'who prove themselves and verify nothing',
    { clients: CLIENTS },
    (file) => known(file, { enforce: false }),
    'encrypted',
  ],
  [
    'who do not verify, and say so alone',
    { clients: CLIENTS },
    (file) => ({ enforce: false, certificate: certificate(file, 'phone', { issuer: 'root', names: ['p'] }) }),
    'encrypted',
  ],
  ['who expect another name', {}, (file) => known(file, { names: ['other.example.com'] }), 'broken'],
  ['who expect what they do not say', {}, (file) => known(file, { names: [] }), 'undecided'],
  ['who verify where there is nothing', 'none', known, 'broken'],
  ['who send plaintext', { mode: 'PERMISSIVE', clients: CLIENTS }, () => 'none', 'plaintext'],
  ['who send plaintext to TLS', {}, () => 'none', 'broken'],
  [
    'whose policy is for another port',
    { clients: CLIENTS },
    (file) => known(file, { ports: [1] }),
    'undecided',
  ],
  ['whose policy is for this port', { clients: CLIENTS }, (file) => known(file, { ports: [8443] }), 'mutual'],
];

describe('callers from outside', () => {
  it.each(MET)('%s meet a gateway', (_, tls, callers, verdict) => {
    expect(fromOutside((file) => door(tls, { callers: callers(file) })(file))).toContain(
      `outside -> door 8443: ${verdict}`,
    );
  });

  it('find the name of its record in the certificate', () => {
    const record = (name: string) =>
      fromOutside((file) => door({}, { callers: known(file, { names: undefined }), record: { name } })(file));
    expect(record('door.example.com')).toContain('outside -> door 8443: verified');
    expect(record('other.example.com')).toContain('outside -> door 8443: broken');
  });
});

describe('callers whose bytes are passed', () => {
  it('find the name of the record of the entry in the certificate', () => {
    const record = (name: string) =>
      fromOutside((file) =>
        door(
          {},
          {
            record: { name: 'door.example.com' },
            entry: {
              port: 443,
              inside: 'passed',
              callers: known(file, { names: undefined }),
              record: { name },
            },
          },
        )(file),
      );
    expect(record('door.example.com')).toContain('load-balancer/door:443 -> door 8443: verified');
    expect(record('other.example.com')).toContain('load-balancer/door:443 -> door 8443: broken');
  });
});

describe('a load balancer that passes bytes', () => {
  const through =
    (callers: unknown, more: object = {}) =>
    (file: WrittenYelb) => {
      uiTls(file, { clients: CLIENTS });
      entry({ ...(callers === undefined ? {} : { callers }), ...more })(file);
    };
  const NAMES = { names: ['yelb-ui.frontend.yelb.internal'] };

  it.each<[string, (file: WrittenYelb) => void, Verdict]>([
    ['is what stands before a listener that asks for certificates', through(undefined), 'undecided'],
    ['carries mutual TLS', (file) => through(known(file, NAMES))(file), 'mutual'],
    [
      'carries what is not verified',
      (file) => through(known(file, { ...NAMES, enforce: false }))(file),
      'encrypted',
    ],
    [
      'cannot help a caller without a certificate',
      (file) => through(known(file, { ...NAMES, certificate: undefined }))(file),
      'broken',
    ],
    [
      'carries TLS to an application',
      (file) => {
        entry({ inside: 'passed' })(file);
        uiTls(file, 'application');
      },
      'application',
    ],
  ])('%s, the same on both of its sides', (_, change, verdict) => {
    expect(fromOutside(change)).toEqual([
      `outside -> load-balancer/yelb-ui:80 80: ${verdict}`,
      `load-balancer/yelb-ui:80 -> yelb-ui 80: ${verdict}`,
    ]);
  });

  it('is reported once', () => {
    const { findings } = yelb(through(undefined));
    expect(findings).toMatchObject([
      {
        rule: 'tls/undecided',
        at: { path: ['workloads', 'yelb-ui', 'entry'] },
        fix: expect.stringContaining('state workloads.yelb-ui.entry.callers, what callers from outside'),
      },
    ]);
  });

  it('takes the callers of its gateway where it has none of its own', () => {
    const gateway = (own: object) => (file: WrittenYelb) =>
      door({ clients: CLIENTS }, { callers: known(file), entry: { port: 443, ...own } })(file);
    expect(fromOutside(gateway({}))).toContain('load-balancer/door:443 -> door 8443: mutual');
    expect(fromOutside(gateway({ callers: 'none' }))).toContain(
      'load-balancer/door:443 -> door 8443: broken',
    );
  });
});
