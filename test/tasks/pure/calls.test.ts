import { targetsIn } from '../../../local/tasks/application/calls';

const of = (environment: Readonly<Record<string, string>>, ports: readonly number[] = []) =>
  targetsIn(environment, environment, () => ports).map(
    ({ language, host, port }) => `${language} ${host} ${port}`,
  );

test.each([
  ['http://127.0.0.1:4567/vote', ['http 127.0.0.1 4567']],
  ['stock.mesh.internal:8081', ['http stock.mesh.internal 8081']],
  ['redis://cache:7000', ['redis cache 7000']],
  ['cache:6379', ['redis cache 6379']],
  ['postgresql://user:word@db:5432/yelb?ssl=off', ['postgres db 5432']],
  // Ports that need a privilege are others here.
  ['ui:80', ['http ui 40080']],
  ['production', []],
  ['http://ui/', []],
])('what %j tells an application to call', (value, calls) => {
  expect(of({ VALUE: value })).toEqual(calls);
});

test('a host alone is called on the ports on which the proxy answers for it', () => {
  expect(of({ DB: '127.89.10.20' }, [5432, 8080])).toEqual([
    'postgres 127.89.10.20 5432',
    'http 127.89.10.20 8080',
  ]);
});

test('addresses of AWS are not called', () => {
  expect(of({ AWS_ENDPOINT_URL: 'http://127.0.0.1:4000' })).toEqual([]);
});
