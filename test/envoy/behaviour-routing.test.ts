import { Agent } from 'node:http';
import type { OutboundSpec, SocketSpec } from '../../core/dataplane/envoy';
import type { Closed, NamedMatch, RouteMatch } from '../../core/topology';
import { anything } from '../core/dataplane/envoy/bootstrap/fixtures';
import { request, type Asked } from './requests';
import { freeSocket, startEnvoy, stopAll } from './running';
import { grpcCall, grpcServer, httpServer, type Seen } from './servers';
import { calledAt, local, only, plainTo } from './specs';

const withHeader = (match: Closed<NamedMatch['match']>, invert = false): Closed<RouteMatch> => ({
  ...anything,
  headers: [{ name: 'X-Kind', invert, match }],
});
const kind = (value: string): Asked => ({ headers: { 'x-kind': value } });

/** Each match with requests that it has to accept, and some that it must not. */
const matches: readonly (readonly [
  what: string,
  match: Closed<RouteMatch>,
  accepted: readonly Asked[],
  others: readonly Asked[],
])[] = [
  ['prefix', { ...anything, prefix: '/api' }, [{ path: '/api' }, { path: '/api/v1?a=b' }], [{ path: '/ap' }]],
  [
    'prefix after slashes and dots',
    { ...anything, prefix: '/api/' },
    [{ path: '//api//x' }, { path: '/other/../api/x' }],
    [{ path: '/api/../other' }],
  ],
  [
    'path',
    { ...anything, path: { kind: 'exact', value: '/a' } },
    [{ path: '/a' }, { path: '/a?b=c' }],
    [{ path: '/a/' }, { path: '/A' }],
  ],
  [
    'path by expression',
    { ...anything, path: { kind: 'regex', value: '/item/[0-9]+' } },
    [{ path: '/item/42' }],
    [{ path: '/item/42/more' }, { path: '/item/x' }],
  ],
  ['method', { ...anything, method: 'POST' }, [{ method: 'POST' }], [{ method: 'GET' }]],
  ['scheme', { ...anything, scheme: 'http' }, [{}], []],
  ['other scheme', { ...anything, scheme: 'https' }, [], [{}]],
  ['header', withHeader({ kind: 'exact', value: 'blue' }), [kind('blue')], [kind('Blue'), {}]],
  ['header by prefix', withHeader({ kind: 'prefix', value: 'bl' }), [kind('blue')], [kind('able'), {}]],
  ['header by suffix', withHeader({ kind: 'suffix', value: 'ue' }), [kind('blue')], [kind('uea'), {}]],
  ['header by expression', withHeader({ kind: 'regex', value: 'b.*e' }), [kind('blue')], [kind('blues'), {}]],
  [
    'header by range',
    withHeader({ kind: 'range', start: -1, end: 10 }),
    [kind('-1'), kind('9')],
    [kind('10'), kind('x'), {}],
  ],
  ['header that is there', withHeader({ kind: 'present' }), [kind('any')], [{}]],
  ['header that is not there', withHeader({ kind: 'present' }, true), [{}], [kind('any')]],
  [
    'header that is another',
    withHeader({ kind: 'exact', value: 'blue' }, true),
    [kind('red')],
    [kind('blue'), {}],
  ],
  [
    'query parameters',
    { ...anything, query: [{ name: 'a', exact: '1' }, { name: 'b' }] },
    [{ path: '/?b=&a=1' }],
    [{ path: '/?a=1' }, { path: '/?a=2&b' }, {}],
  ],
  [
    'all of several',
    { ...withHeader({ kind: 'present' }), prefix: '/api', method: 'PUT' },
    [{ ...kind('x'), path: '/api', method: 'PUT' }],
    [
      { path: '/api', method: 'PUT' },
      { ...kind('x'), path: '/api' },
      { ...kind('x'), method: 'PUT' },
    ],
  ],
  ['its own port', { ...anything, port: 4567 }, [{}], []],
  ['another port', { ...anything, port: 4568 }, [], [{}]],
];

const grpcMatches: readonly (readonly [
  what: string,
  match: Closed<RouteMatch>,
  accepted: readonly (readonly [path: string, tenant?: string])[],
  others: readonly (readonly [path: string, tenant?: string])[],
])[] = [
  [
    'service',
    { ...anything, serviceName: 'yelb.Votes' },
    [['/yelb.Votes/Add'], ['/yelb.Votes/Get']],
    [['/yelb.VotesX/Add'], ['/yelb/Add']],
  ],
  [
    'service and method',
    { ...anything, serviceName: 'yelb.Votes', methodName: 'Add' },
    [['/yelb.Votes/Add']],
    [['/yelb.Votes/Get'], ['/yelb.Votes/Add2']],
  ],
  [
    'metadata',
    {
      ...anything,
      serviceName: 'yelb.Votes',
      metadata: [{ name: 'tenant', invert: false, match: { kind: 'exact', value: 'blue' } }],
    },
    [['/yelb.Votes/Add', 'blue']],
    [['/yelb.Votes/Add'], ['/yelb.Votes/Add', 'red'], ['/other/Add', 'blue']],
  ],
];

const sockets = new Map<string, SocketSpec>();
const socketOf = (name: string): SocketSpec => {
  const socket = sockets.get(name);
  if (socket === undefined) throw new Error(`no service ${name}`);
  return socket;
};

const matched = (name: string, match: Closed<RouteMatch>, targets: string): OutboundSpec['routes'] => [
  { name, match, targets: only(`${targets}yes`) },
  { name: 'else', targets: only(`${targets}no`) },
];

beforeAll(async () => {
  const plain = await Promise.all(['yes', 'no'].map((name) => httpServer(name)));
  const grpc = await Promise.all(['yes', 'no'].map(grpcServer));
  const upstreams = ['yes', 'no'].flatMap((name, index) => [
    plainTo(name, [plain[index]?.socket ?? socketOf(name)]),
    plainTo(`grpc-${name}`, [grpc[index] ?? socketOf(name)], { protocol: 'grpc' }),
  ]);
  const named = ['split', ...[...matches, ...grpcMatches].map(([what]) => what)];
  for (const name of named) sockets.set(name, await freeSocket());
  const outbound = [
    calledAt(socketOf('split'), [
      {
        name: 'split',
        targets: [
          { upstream: 'yes', weight: 90 },
          { upstream: 'no', weight: 10 },
        ],
      },
    ]),
    ...matches.map(([what, match]) => calledAt(socketOf(what), matched(what, match, ''))),
    ...grpcMatches.map(([what, match]) =>
      calledAt(socketOf(what), matched(what, match, 'grpc-'), { protocol: 'grpc' }),
    ),
  ];
  await startEnvoy(local({ outbound, upstreams }));
});

afterAll(stopAll);

/** Which server answered. */
const answeredBy = async (to: SocketSpec, asked: Asked): Promise<string> =>
  (JSON.parse((await request(to, asked)).body) as Seen).by;

it('5,000 requests are split by weight', async () => {
  const agent = new Agent({ keepAlive: true });
  let few = 0;
  const sender = async (): Promise<void> => {
    for (let sent = 0; sent < 500; sent += 1) {
      if ((await answeredBy(socketOf('split'), { agent })) === 'no') few += 1;
    }
  };
  await Promise.all(Array.from({ length: 10 }, sender));
  agent.destroy();
  expect(Math.abs(few / 5000 - 0.1)).toBeLessThanOrEqual(0.03);
});

describe('a route is found by', () => {
  it.each(matches)('%s', async (what, _, accepted, others) => {
    const by = (asked: Asked): Promise<string> => answeredBy(socketOf(what), asked);
    expect(await Promise.all(accepted.map(by))).toEqual(accepted.map(() => 'yes'));
    expect(await Promise.all(others.map(by))).toEqual(others.map(() => 'no'));
  });

  it.each(grpcMatches)('%s of gRPC', async (what, _, accepted, others) => {
    const by = ([path, tenant]: readonly [string, string?]): Promise<string> =>
      grpcCall(socketOf(what), path, tenant === undefined ? {} : { tenant });
    expect(await Promise.all(accepted.map(by))).toEqual(accepted.map(() => 'yes'));
    expect(await Promise.all(others.map(by))).toEqual(others.map(() => 'no'));
  });
});
