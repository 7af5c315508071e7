import yelb from '../../../examples/yelb/topology';
import { differencesOf, type LabReport } from '../../../local/envoy';
import { labFolders, reportOf } from './measured';

const before = labFolders();
const outcomes = ({ edges }: LabReport): Readonly<Record<string, string>> =>
  Object.fromEntries(edges.map(({ client, server, measured }) => [`${client} ${server}`, measured]));

describe('Yelb on Envoys', () => {
  let report: LabReport;
  beforeAll(async () => {
    report = await reportOf(yelb, 'envoy');
  });

  it('every call is mutual, and the entry is as it was declared', () => {
    expect(outcomes(report)).toEqual({
      'outside load-balancer/yelb-ui:443': 'encrypted',
      'load-balancer/yelb-ui:443 workload/yelb-ui': 'encrypted',
      'workload/yelb-ui workload/yelb-appserver': 'mutual',
      'workload/yelb-appserver workload/yelb-db': 'mutual',
      'workload/yelb-appserver workload/redis-server': 'mutual',
    });
    expect(differencesOf(report)).toEqual([]);
  });

  it('both proxies of a call count its handshake, and the application learns who calls', () => {
    const call = report.edges.find(({ server }) => server === 'workload/yelb-appserver');
    expect(call?.counters).toMatchObject({
      'client: cluster.yelb-appserver_yelb-appserver_4567.ssl.handshake': 1,
      'server: listener.inbound/4567.ssl.handshake': 1,
    });
    expect(call?.peer).toContain('DNS=yelb-ui.frontend.yelb.internal');
  });

  it('every attack is refused', () => {
    expect(report.attacks.filter(({ measured }) => measured !== 'refused')).toEqual([]);
    expect(new Set(report.attacks.map(({ attack }) => attack)).size).toBe(16);
  });

  it('nothing of it is left', () => {
    expect(labFolders()).toEqual(before);
  });
});

test('Yelb as App Mesh carries it: servers are verified, callers are not', async () => {
  const report = await reportOf(yelb, 'app-mesh');
  expect(differencesOf(report)).toEqual([]);
  expect(outcomes(report)['workload/yelb-ui workload/yelb-appserver']).toBe('verified');
});
