import { findingsIn, yelb } from './written';

/** What a file says: unlike in a program, `__proto__` is a key there like any other. */
const file = (more: string): unknown => ({ ...yelb, ...(JSON.parse(more) as object) });

test.each([
  ['accounts', '{"accounts": {"__proto__": {"id": "222222222222"}, "frontend": {"id": "111111111111"}}}'],
  ['workloads', '{"workloads": {"__proto__": {"account": "backend"}}}'],
  ['services', '{"services": {"__proto__": {"to": "yelb-db"}}}'],
  ['parameters', '{"parameters": {"__proto__": {}}}'],
  ['tags', '{"tags": {"__proto__": "x"}}'],
  ['certificates', '{"certificates": {"__proto__": {"kind": "sds", "secret": "s"}}}'],
  ['', '{"__proto__": {"mesh": "other"}}'],
  [
    'services.a.routes.0.headers',
    '{"services": {"a": {"routes": [{"to": "yelb-appserver", "headers": {"__proto__": "x"}}]}}}',
  ],
])('a key that nothing can have is reported, in %s', (place, written) => {
  const at = place === '' ? '__proto__' : `${place}.__proto__`;
  expect(findingsIn(file(written))).toContainEqual(
    `topology/key ${at}: nothing can be called "__proto__": JavaScript reserves that key; give it another key`,
  );
});

test('other words of JavaScript are keys', () => {
  const { frontend, backend } = yelb.accounts;
  const workloads = { constructor: { account: 'backend' } };
  expect(findingsIn({ ...yelb, accounts: { frontend, backend }, services: {}, workloads })).toEqual([
    expect.stringContaining('topology/unused authority'),
  ]);
});
