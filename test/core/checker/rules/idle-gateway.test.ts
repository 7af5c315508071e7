import { found } from '../yelb';

const RULE = 'topology/idle-gateway';
const listens = { port: 8443, protocol: 'http' };

test('a gateway without routes passes nothing on', () => {
  const [finding] = found(RULE, (file) => {
    file.gateways = { door: { listens, routes: [] } };
  });
  expect(finding).toMatchObject({ severity: 'warning', at: { path: ['gateways', 'door', 'routes'] } });
  expect(finding?.summary).toContain('gateway "door" has no routes');
});

test('the route of the fix makes it go away away', () => {
  const quiet = found(RULE, (file) => {
    file.gateways = {
      door: { listens, routes: [{ name: 'all', prefix: '/', service: 'yelb-appserver' }] },
    };
  });
  expect(quiet).toEqual([]);
});

test('a gateway of a retired account is not looked at', () => {
  const quiet = found(RULE, (file) => {
    file.gateways = { door: { account: 'backend', listens, routes: [] } };
    Object.assign((file as unknown as { accounts: Record<string, object> }).accounts['backend'] ?? {}, {
      retired: true,
    });
  });
  expect(quiet).toEqual([]);
});
