import * as fc from 'fast-check';
import { commonNameOf } from '../../../core/dataplane/common-name';
import { lowered, parsed, yelb, yelbWith } from './yelb';

const { workloads = {} } = yelb;
const long = `${'votes-of-the-whole-country-'.repeat(2)}counted`;

test('every listener of Yelb has a certificate of its own account, from the shared authority', () => {
  expect(
    lowered(parsed(yelb)).certificates.map(({ key, account, source }) => [key, account, source]),
  ).toEqual(
    ['redis-server', 'yelb-appserver', 'yelb-db', 'yelb-ui'].map((key) => {
      const account = key === 'yelb-ui' ? 'frontend' : 'backend';
      const domainName = `${key}.${account}.yelb.internal`;
      const issue = {
        kind: 'issue',
        authority: 'root',
        domainName,
        names: [domainName],
        keyAlgorithm: 'RSA_2048',
      };
      return [key, account, issue];
    }),
  );
});

test('a name over 64 octets stays in the certificate, under a short common name', () => {
  const topology = yelbWith({
    workloads: { ...workloads, [long]: { account: 'backend', listens: { protocol: 'http', port: 80 } } },
  });
  const certificate = lowered(topology).certificates.find(({ key }) => key === long);
  const name = `${long}.backend.yelb.internal`;
  const domainName = 'votes-of-the-whole-country-votes-of-0a9aa6cbf7564724.internal';
  expect(certificate?.source).toMatchObject({ domainName, names: [name, domainName] });
  expect(certificate?.facts.names).toEqual([name, domainName]);
});

test('common names fit, keep short names, and keep long ones distinct', () => {
  const label = fc.stringMatching(/^[a-z][a-z0-9]{0,40}$/);
  const name = fc.array(label, { minLength: 2, maxLength: 5 }).map((labels) => labels.join('.'));
  fc.assert(
    fc.property(name, name, (one, other) => {
      const short = commonNameOf(one);
      return (
        short.length <= 64 &&
        (one.length > 64 || short === one) &&
        (one === other || short !== commonNameOf(other))
      );
    }),
  );
});

test('an open name stays open', () => {
  const open = `${'x'.repeat(60)}.\${parameter.ZONE}`;
  expect(commonNameOf(open)).toBe(open);
});

test('a certificate that two accounts present is issued in both', () => {
  const both = yelbWith({
    certificates: { wide: { kind: 'issued', names: ['*.yelb.internal'] } },
    workloads: {
      ...workloads,
      'yelb-db': {
        account: 'backend',
        listens: { protocol: 'tcp', port: 5432, tls: { certificate: 'wide' } },
      },
      'yelb-web': {
        account: 'frontend',
        listens: { protocol: 'http', port: 80, tls: { certificate: 'wide' } },
      },
    },
  });
  const wide = lowered(both).certificates.filter(({ key }) => key === 'wide');
  expect(wide.map(({ account }) => account)).toEqual(['backend', 'frontend']);
});

test('files and secrets keep where they are found', () => {
  const files = yelbWith({
    certificates: {
      paper: { kind: 'file', chain: '/certs/chain.pem', privateKey: '/certs/key.pem' },
      secret: { kind: 'sds', secret: 'spiffe://yelb/db' },
    },
    workloads: {
      'yelb-db': {
        account: 'backend',
        listens: { protocol: 'tcp', port: 5432, tls: { certificate: 'paper' } },
      },
      'redis-server': {
        account: 'backend',
        listens: { protocol: 'tcp', port: 6379, tls: { certificate: 'secret' } },
      },
    },
    services: {},
  });
  const specs = lowered(files);
  expect(specs.certificates.map(({ source }) => source)).toEqual([
    { kind: 'file', chain: '/certs/chain.pem', privateKey: '/certs/key.pem' },
    { kind: 'sds', secret: 'spiffe://yelb/db' },
  ]);
  expect(specs.nodes.flatMap(({ envoy }) => envoy.certificates)).toEqual([]);
});
