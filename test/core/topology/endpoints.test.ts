import * as fc from 'fast-check';
import { endpoint, endpointsIn, portsOfService, withEndpoints } from '../../../core/topology';
import { parsed, yelb } from './written';

const key = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
const port = fc.option(fc.integer({ min: 1, max: 65535 }), { nil: undefined });
const between = fc.string().filter((text) => !text.includes('${service.'));

test('what a text says of services is read back, and nothing else of it changes', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(between, key, port)), between, (parts, last) => {
      const text = parts.map(([before, service, at]) => `${before}${endpoint(service, at)}`).join('') + last;
      expect(endpointsIn(text).map((each) => [each.service, each.port])).toEqual(
        parts.map(([, service, at]) => [service, at]),
      );
      expect(withEndpoints(text, (each) => each.text)).toBe(text);
      expect(withEndpoints(text, ({ service = '' }) => `<${service}>`)).toBe(
        parts.map(([before, service]) => `${before}<${service}>`).join('') + last,
      );
    }),
  );
});

test('what is no key, or no port, names no service', () => {
  for (const text of ['${service.}', '${service.API}', '${service.api:http}', '${service.api:123456}'])
    expect(endpointsIn(text)).toEqual([{ text }]);
  expect(endpointsIn('$service.api ${services.api} ${parameter.api}')).toEqual([]);
});

test('a service is called on the ports of its workload, or of its router', () => {
  const { services, workloads } = parsed({
    ...yelb,
    services: {
      'yelb-appserver': {
        routes: [{ prefix: '/', to: 'yelb-appserver' }],
        routerListens: { port: 80, protocol: 'http' },
      },
      shared: { account: 'backend', sharesRouterOf: 'yelb-appserver' },
      old: { name: 'old.example.com', account: 'backend', existing: true },
    },
  });
  const ports = (service: string) => portsOfService(services[service], services, workloads);
  expect(ports('yelb-db')).toEqual([5432]);
  expect(ports('yelb-appserver')).toEqual([80]);
  expect(ports('shared')).toEqual([80]);
  expect(ports('old')).toEqual([]);
  expect(ports('nothing')).toEqual([]);
});

test('the host and the port of an endpoint are parts of it', () => {
  const text = `${endpoint.host('redis')} ${endpoint.port('redis')} ${endpoint.host('db', 5432)} ${endpoint('db')}`;
  expect(text).toBe('${service.redis.host} ${service.redis.port} ${service.db:5432.host} ${service.db}');
  expect(
    withEndpoints(text, ({ service }) => (service === 'redis' ? '127.64.0.1:6379' : 'db.internal:5432')),
  ).toBe('127.64.0.1 6379 db.internal db.internal:5432');
  expect(endpointsIn('${service.redis.address}')).toEqual([{ text: '${service.redis.address}' }]);
});
