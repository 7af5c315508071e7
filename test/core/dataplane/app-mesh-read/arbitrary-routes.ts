import * as fc from 'fast-check';
import { duration, NODES, optional, path, port, SERVICES, text, timeouts, word } from './arbitrary-values';

// Lists whose order means nothing are sorted.

const range = fc
  .tuple(fc.integer(), fc.integer({ min: 1, max: 100 }))
  .map(([start, length]) => ({ range: { start, end: start + length } }));
const named = fc
  .uniqueArray(
    fc.record(
      {
        invert: fc.boolean(),
        match: fc.oneof(
          fc.record({ exact: text }),
          fc.record({ prefix: text }),
          fc.record({ suffix: text }),
          fc.record({ regex: text }),
          range,
        ),
        name: word,
      },
      { requiredKeys: ['invert', 'name'] },
    ),
    { minLength: 1, maxLength: 3, selector: ({ name }) => name },
  )
  .map((all) => all.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
const queryParameters = fc
  .uniqueArray(fc.record({ match: fc.record({ exact: text }), name: word }, { requiredKeys: ['name'] }), {
    minLength: 1,
    maxLength: 2,
    selector: ({ name }) => name,
  })
  .map((all) => all.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
const where = fc.oneof(
  fc.record({ prefix: path }),
  fc.record({ path: fc.record({ exact: path }) }),
  fc.record({ path: fc.record({ regex: text }) }),
);
const method = fc.constantFrom('GET', 'POST');
const both = <A extends object, B extends object>(a: fc.Arbitrary<A>, b: fc.Arbitrary<B>) =>
  fc.tuple(a, b).map(([one, other]): object => ({ ...one, ...other }));
const httpMatch = both(
  where,
  fc.record(
    { headers: named, method, port, queryParameters, scheme: fc.constantFrom('http', 'https') },
    optional,
  ),
);
const grpcMatch = fc.record({ metadata: named, methodName: word, port, serviceName: word }, optional);
const action = fc
  .array(
    fc.record(
      { port, virtualNode: fc.constantFrom(...NODES), weight: fc.nat(100) },
      { requiredKeys: ['virtualNode', 'weight'] },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((weightedTargets) => ({ weightedTargets }));
const HTTP_EVENTS = ['server-error', 'gateway-error', 'client-error', 'stream-error'];
const GRPC_EVENTS = ['cancelled', 'deadline-exceeded', 'internal', 'resource-exhausted', 'unavailable'];
const retries = (isGrpc: boolean) =>
  fc.record(
    {
      httpRetryEvents: fc.subarray(HTTP_EVENTS, { minLength: 1 }),
      maxRetries: fc.nat(10),
      perRetryTimeout: duration,
      tcpRetryEvents: fc.constant(['connection-error']),
      ...(isGrpc && { grpcRetryEvents: fc.subarray(GRPC_EVENTS, { minLength: 1 }) }),
    },
    { requiredKeys: ['maxRetries', 'perRetryTimeout'] },
  );
const ruleOf = (match: fc.Arbitrary<object>, isGrpc: boolean) =>
  fc.record(
    { action, match, retryPolicy: retries(isGrpc), timeout: timeouts },
    { requiredKeys: ['action', 'match'] },
  );
export const routeSpec = both(
  fc.record({ priority: fc.nat(1000) }, optional),
  fc.oneof(
    fc.record({ httpRoute: ruleOf(httpMatch, false) }),
    fc.record({ http2Route: ruleOf(httpMatch, false) }),
    fc.record({ grpcRoute: ruleOf(grpcMatch, true) }),
    fc.record({
      tcpRoute: fc.record(
        { action, match: fc.record({ port }, optional), timeout: fc.record({ idle: duration }) },
        { requiredKeys: ['action', 'match'] },
      ),
    }),
  ),
);

const onOff = fc.constantFrom('ENABLED', 'DISABLED');
const hostname = fc.oneof(fc.record({ exact: word }), fc.record({ suffix: word }));
const rewrite = fc.record(
  {
    hostname: fc.record({ defaultTargetHostname: onOff }),
    path: fc.record({ exact: path }),
    prefix: fc.oneof(fc.record({ defaultPrefix: onOff }), fc.record({ value: path })),
  },
  optional,
);
const target = fc.record(
  { port, virtualService: fc.record({ virtualServiceName: fc.constantFrom(...SERVICES) }) },
  { requiredKeys: ['virtualService'] },
);
const gatewayRule = (match: fc.Arbitrary<object>) =>
  fc.record({
    action: fc.record(
      { rewrite: rewrite.filter((each) => Object.keys(each).length > 0), target },
      { requiredKeys: ['target'] },
    ),
    match: both(match, fc.record({ hostname }, optional)),
  });
const gatewayMatch = both(where, fc.record({ headers: named, method, port, queryParameters }, optional));
export const gatewayRouteSpec = both(
  fc.record({ priority: fc.nat(1000) }, optional),
  fc.oneof(
    fc.record({ httpRoute: gatewayRule(gatewayMatch) }),
    fc.record({ http2Route: gatewayRule(gatewayMatch) }),
    fc.record({
      grpcRoute: gatewayRule(fc.record({ metadata: named, port, serviceName: word }, optional)),
    }),
  ),
);
