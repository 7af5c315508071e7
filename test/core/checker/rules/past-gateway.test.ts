import { door, entry } from '../outside';
import { found } from '../yelb';

const TO_UI = { routes: [{ prefix: '/', service: 'yelb-ui' }] };
const past = (more: object, gateway: object = TO_UI) =>
  found('entry/past-gateway', (file) => {
    door({}, gateway)(file);
    entry(more)(file);
  }).map(({ at }) => at.path.join(' '));

test.each<[string, object, readonly string[]]>([
  ['the listener behind a gateway', {}, ['workloads yelb-ui entry']],
  ['the same, with bytes that are passed', { inside: 'passed' }, ['workloads yelb-ui entry']],
  ['a port without a listener, which has a finding of its own', { listener: 8080 }, []],
])('an entry to %s', (_, more, places) => {
  expect(past(more)).toEqual(places);
});

test('an entry to what no gateway routes to is right; one of the gateway changes nothing', () => {
  expect(found('entry/past-gateway', entry({}))).toEqual([]);
  expect(past({}, {})).toEqual([]);
  expect(found('entry/past-gateway', door({}, { ...TO_UI, entry: { port: 443 } }))).toHaveLength(1);
});

test('a route that leads nowhere is no way in', () => {
  expect(past({}, { routes: [{ prefix: 'x', service: 'yelb-ui' }] })).toEqual([]);
});
