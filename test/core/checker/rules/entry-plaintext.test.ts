import { certificate, found, uiTls, type WrittenYelb } from '../yelb';

test.each<[string, (file: WrittenYelb) => void, readonly string[]]>([
  ['a plain one, re-encrypted', () => {}, ['workloads yelb-ui entry']],
  [
    'one with TLS',
    (file) => {
      file.workloads['yelb-ui'].entry = {
        port: 443,
        tls: { certificate: certificate(file, 'site', {}, 'acm') },
      };
    },
    [],
  ],
  [
    'one with TLS to a plain listener',
    (file) => {
      file.workloads['yelb-ui'].entry = {
        port: 443,
        tls: { certificate: certificate(file, 'site', {}, 'acm') },
      };
      uiTls(file, 'none');
    },
    ['workloads yelb-ui entry'],
  ],
])('an entry in plaintext: %s', (_, change, places) => {
  expect(found('entry/plaintext', change).map(({ at }) => at.path.join(' '))).toEqual(places);
});

test('it says which side is plain', () => {
  expect(found('entry/plaintext', undefined)).toEqual([
    {
      rule: 'entry/plaintext',
      severity: 'warning',
      at: { path: ['workloads', 'yelb-ui', 'entry'] },
      summary:
        'outside -> load balancer yelb-ui:80: callers from outside send plaintext to the load balancer',
      fix: "give the entry tls: { certificate: '…' }, with a certificate that outside callers trust",
    },
  ]);
});
