import { entry } from '../outside';
import { found, nameOf, yelb } from '../yelb';

const past = { listener: 8080 };

test.each<[string, object, readonly string[]]>([
  ['a listener', {}, []],
  ['a port without one', past, ['workloads yelb-ui entry']],
  ['a port without one, passed', { ...past, inside: 'passed' }, ['workloads yelb-ui entry']],
  [
    'a port where the application terminates TLS',
    { ...past, inside: 'encrypted' },
    ['workloads yelb-ui entry'],
  ],
])('an entry to %s', (_, more, places) => {
  expect(found('entry/past-proxy', entry(more)).map(({ at }) => at.path.join(' '))).toEqual(places);
});

test('it says where the listener is, and the rest of the mesh keeps its verdicts', () => {
  const { edges, findings } = yelb(entry(past));
  expect(edges.map((edge) => `${nameOf(edge)}: ${edge.verdict}, ${edge.reason}`)).toEqual([
    'outside -> load-balancer/yelb-ui:80: plaintext, load-balancer-accepts-plain',
    'load-balancer/yelb-ui:80 -> yelb-ui: plaintext, past-the-proxy',
    'yelb-appserver -> redis-server: verified, chain-and-name',
    'yelb-appserver -> yelb-db: verified, chain-and-name',
    'yelb-ui -> yelb-appserver: verified, chain-and-name',
  ]);
  expect(findings.map(({ rule, fix }) => `${rule}: ${fix}`)).toEqual([
    'entry/past-proxy: write listener: 80, or add a listener on that port',
    "entry/plaintext: give the entry tls: { certificate: '…' }, with a certificate that outside callers trust",
  ]);
  expect(found('entry/past-proxy', entry({ listener: 80 }))).toEqual([]);
});
