import type { WrittenTopology } from '../../../core/topology';
import { valueText } from '../../../core/dataplane/live';
import { changed, direct, lowered, parsed, yelb, yelbWith } from './yelb';

const { workloads = {}, services = {} } = yelb;

/** `yelb-ui > yelb-db:5432`, with the weight where there is one. */
const edges = (topology: ReturnType<typeof parsed>, client = ''): readonly string[] =>
  lowered(topology)
    .connections.filter((each) => each.client.endsWith(client))
    .map(({ client: from, server, port, weight }) => {
      const share = weight === undefined ? '' : ` ${valueText(weight)}`;
      return `${from} > ${server}:${valueText(port)}${share}`;
    });

const callingVotes = (
  votes: NonNullable<WrittenTopology['services']>[string],
  more: WrittenTopology['workloads'] = {},
) =>
  yelbWith({
    workloads: { ...workloads, ...more, clerk: { account: 'frontend', calls: ['votes'] } },
    services: { ...services, ...direct, votes },
  });

test('each call of Yelb is one connection', () => {
  expect(edges(parsed(yelb))).toEqual([
    'workload/yelb-appserver > workload/redis-server:6379',
    'workload/yelb-appserver > workload/yelb-db:5432',
    'workload/yelb-ui > workload/yelb-appserver:4567 100',
  ]);
});

test('a target with weight 0 is still an edge', () => {
  const votes = { routes: [{ name: 'all', to: { 'yelb-db': 100, 'redis-server': 0 } }] };
  expect(edges(callingVotes(votes), 'clerk')).toEqual([
    'workload/clerk > workload/redis-server:6379 0',
    'workload/clerk > workload/yelb-db:5432 100',
  ]);
});

test('a target reaches every listener of its workload, or the one that it names', () => {
  const tally = {
    account: 'backend',
    listens: [
      { protocol: 'http' as const, port: 8080 },
      { protocol: 'http' as const, port: 9090 },
    ],
  };
  const all = { routes: [{ name: 'all', prefix: '/', to: 'tally' }] };
  const one = { routes: [{ name: 'all', prefix: '/', to: [{ workload: 'tally', port: 9090 }] }] };
  expect(edges(callingVotes(all, { tally }), 'clerk')).toEqual([
    'workload/clerk > workload/tally:8080 100',
    'workload/clerk > workload/tally:9090 100',
  ]);
  expect(edges(callingVotes(one, { tally }), 'clerk')).toEqual(['workload/clerk > workload/tally:9090 100']);
});

test('several routes to one listener are one connection, with the largest share', () => {
  const to = (weight: number) => [{ workload: 'yelb-appserver', weight }];
  const votes = {
    routes: [
      { name: 'new', prefix: '/new', priority: 1, to: to(10) },
      { name: 'old', prefix: '/', priority: 2, to: to(90) },
    ],
  };
  expect(edges(callingVotes(votes), 'clerk')).toEqual(['workload/clerk > workload/yelb-appserver:4567 90']);
});

test('a gateway reaches the workloads behind the services of its routes', () => {
  const door = {
    listens: { protocol: 'http' as const, port: 8080 },
    routes: [{ name: 'all', prefix: '/', service: 'yelb-ui' }],
  };
  expect(edges(yelbWith({ gateways: { door } }), 'door')).toEqual(['gateway/door > workload/yelb-ui:80']);
});

test('a service that leads nowhere is met as itself', () => {
  expect(edges(callingVotes({ to: 'none' }), 'clerk')).toEqual(['workload/clerk > service/votes:0']);
});

test('a retired workload is met as absent', () => {
  const gone = changed(parsed(yelb), ['workloads', 'yelb-db', 'retired'], true);
  expect(edges(gone, 'yelb-appserver')).toContain('workload/yelb-appserver > workload/yelb-db:5432');
  expect(lowered(gone).parties.map(({ id }) => id)).not.toContain('workload/yelb-db');
});

test('a route goes on without its retired target', () => {
  const votes = callingVotes({ routes: [{ name: 'all', to: { 'yelb-db': 50, 'redis-server': 50 } }] });
  const gone = changed(votes, ['workloads', 'redis-server', 'retired'], true);
  expect(edges(gone, 'clerk')).toEqual(['workload/clerk > workload/yelb-db:5432 50']);
  expect(lowered(gone).services.find(({ key }) => key === 'votes')?.router?.routes[0]?.targets).toHaveLength(
    1,
  );
});

test('a port without a listener stays as it is written', () => {
  const votes = callingVotes({ routes: [{ name: 'all', to: [{ workload: 'yelb-db', port: 5432 }] }] });
  const wrong = changed(
    votes,
    ['services', 'votes', 'provider', 'router', 'routes', 0, 'targets', 0, 'port'],
    5433,
  );
  expect(edges(wrong, 'clerk')).toEqual(['workload/clerk > workload/yelb-db:5433 100']);
});
