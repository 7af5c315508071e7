import * as fc from 'fast-check';
import type { MeshObjects } from '../../../../core/dataplane/app-mesh/read';

// Objects as the API holds them, with everything that it can hold. Lists whose order means nothing are sorted.

const OWNER = '111111111111';
const accounts = fc.constantFrom(OWNER, '222222222222', '333333333333');
const NODES = ['ui', 'api', 'Api_2', 'db', 'cache'] as const;
const SERVICES = ['ui.local', 'api.shop.internal', 'api.mall.internal', 'db', 'cache.local'] as const;
const GATEWAYS = ['door', 'ui'] as const;
const ROUTERS = ['first', 'second.router'] as const;
const optional: { requiredKeys: [] } = { requiredKeys: [] };

const port = fc.integer({ min: 1, max: 65_535 });
const word = fc.stringMatching(/^[a-z]{1,8}$/);
const text = fc.stringMatching(/^[!-~]{1,20}$/);
const path = word.map((last) => `/${last}`);
const duration = fc.record({ unit: fc.constantFrom('s', 'ms'), value: fc.nat(100_000) });
const ipPreference = fc.constantFrom('IPv6_PREFERRED', 'IPv4_PREFERRED', 'IPv4_ONLY', 'IPv6_ONLY');
const names = fc.record({
  match: fc.record({ exact: fc.uniqueArray(text, { minLength: 1, maxLength: 3 }) }),
});

const arn = (service: string, kind: string) =>
  fc
    .tuple(fc.constantFrom('us-west-2'), accounts, word)
    .map(([region, account, last]) => `arn:aws:${service}:${region}:${account}:${kind}/${last}`);
const acmCertificate = fc.record({ acm: fc.record({ certificateArn: arn('acm', 'certificate') }) });
const otherCertificate = fc.oneof(
  fc.record({ file: fc.record({ certificateChain: path, privateKey: path }) }),
  fc.record({ sds: fc.record({ secretName: text }) }),
);
const otherTrust = fc.oneof(
  fc.record({ file: fc.record({ certificateChain: path }) }),
  fc.record({ sds: fc.record({ secretName: text }) }),
);
const trust = fc.oneof(
  otherTrust,
  fc.record({
    acm: fc.record({
      certificateAuthorityArns: fc.uniqueArray(arn('acm-pca', 'certificate-authority'), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
  }),
);
const validationBy = (trusts: fc.Arbitrary<object>) =>
  fc.record({ subjectAlternativeNames: names, trust: trusts }, { requiredKeys: ['trust'] });
const clientPolicy = fc.oneof(
  fc.constant({}),
  fc.record({
    tls: fc.record(
      {
        certificate: otherCertificate,
        enforce: fc.boolean(),
        ports: fc.array(port, { minLength: 1, maxLength: 2 }),
        validation: validationBy(trust),
      },
      { requiredKeys: ['enforce', 'validation'] },
    ),
  }),
);
const backendDefaults = fc.record({ clientPolicy });
const listenerTls = fc.record(
  {
    certificate: fc.oneof(acmCertificate, otherCertificate),
    mode: fc.constantFrom('STRICT', 'PERMISSIVE', 'DISABLED'),
    validation: validationBy(otherTrust),
  },
  { requiredKeys: ['certificate', 'mode'] },
);
const healthCheckFor = (protocol: string, on: number) =>
  fc.record(
    {
      healthyThreshold: fc.integer({ min: 2, max: 10 }),
      intervalMillis: fc.integer({ min: 5000, max: 300_000 }),
      path,
      port: fc.constant(on),
      protocol: fc.constant(protocol),
      timeoutMillis: fc.integer({ min: 2000, max: 60_000 }),
      unhealthyThreshold: fc.integer({ min: 2, max: 10 }),
    },
    {
      requiredKeys: [
        'healthyThreshold',
        'intervalMillis',
        'port',
        'protocol',
        'timeoutMillis',
        'unhealthyThreshold',
        ...(protocol.startsWith('http') ? (['path'] as const) : []),
      ],
    },
  );
const logging = fc.record({
  accessLog: fc.record({
    file: fc.record(
      {
        format: fc.oneof(
          fc.record({ text }),
          fc.record({
            json: fc
              .uniqueArray(fc.record({ key: word, value: text }), {
                minLength: 1,
                maxLength: 3,
                selector: ({ key }) => key,
              })
              .map((all) => all.toSorted((a, b) => (a.key < b.key ? -1 : 1))),
          }),
        ),
        path,
      },
      { requiredKeys: ['path'] },
    ),
  }),
});
const timeouts = fc.record({ idle: duration, perRequest: duration }, optional);
const poolFor = (protocol: string): fc.Arbitrary<object> =>
  protocol === 'http2' || protocol === 'grpc'
    ? fc.record({ maxRequests: port })
    : fc.record(
        { maxConnections: port, ...(protocol === 'http' && { maxPendingRequests: port }) },
        { requiredKeys: ['maxConnections'] },
      );

/** Listeners on several ports. */
const listenersOf = (protocols: readonly string[], isNode: boolean, least: number) =>
  fc
    .uniqueArray(fc.tuple(port, fc.constantFrom(...protocols)), {
      minLength: least,
      maxLength: 2,
      selector: ([on]) => on,
    })
    .chain((all) =>
      fc.tuple(
        ...all.map(([on, protocol]) =>
          fc.record(
            {
              connectionPool: poolFor(protocol).map((pool) => ({ [protocol]: pool })),
              healthCheck: healthCheckFor(protocol, on),
              portMapping: fc.constant({ port: on, protocol }),
              tls: listenerTls,
              ...(isNode && {
                outlierDetection: fc.record({
                  baseEjectionDuration: duration,
                  interval: duration,
                  maxEjectionPercent: fc.nat(100),
                  maxServerErrors: port,
                }),
                timeout: (protocol === 'tcp' ? fc.record({ idle: duration }) : timeouts).map((each) => ({
                  [protocol]: each,
                })),
              }),
            },
            { requiredKeys: ['portMapping'] },
          ),
        ),
      ),
    );

const attributes = fc
  .uniqueArray(fc.record({ key: word, value: text }), {
    minLength: 1,
    maxLength: 2,
    selector: ({ key }) => key,
  })
  .map((all) => all.toSorted((a, b) => (a.key < b.key ? -1 : 1)));
const serviceDiscovery = fc.oneof(
  fc.record({
    awsCloudMap: fc.record(
      { attributes, ipPreference, namespaceName: word, serviceName: word },
      { requiredKeys: ['namespaceName', 'serviceName'] },
    ),
  }),
  fc.record({
    dns: fc.record(
      { hostname: word, ipPreference, responseType: fc.constantFrom('LOADBALANCER', 'ENDPOINTS') },
      { requiredKeys: ['hostname'] },
    ),
  }),
);
const PROTOCOLS = ['http', 'http2', 'grpc', 'tcp'] as const;

const backends = fc.subarray([...SERVICES]).chain((called) =>
  fc.tuple(
    ...called.toSorted(byKey).map((virtualServiceName) =>
      fc.record({
        virtualService: fc.record(
          { clientPolicy, virtualServiceName: fc.constant(virtualServiceName) },
          { requiredKeys: ['virtualServiceName'] },
        ),
      }),
    ),
  ),
);

/** Backends are in the order of the services' keys. */
function byKey(a: string, b: string): number {
  const [one, other] = [a, b].map((name) => (name.startsWith('api') ? name.replaceAll('.', '-') : name));
  return (one ?? '') < (other ?? '') ? -1 : 1;
}

const nodeSpec = fc.record(
  {
    backendDefaults,
    backends,
    listeners: listenersOf(PROTOCOLS, true, 0),
    logging,
    serviceDiscovery,
  },
  { requiredKeys: ['backends', 'listeners'] },
);
const gatewaySpec = fc.record(
  { backendDefaults, listeners: listenersOf(['http', 'http2', 'grpc'], false, 1), logging },
  { requiredKeys: ['listeners'] },
);

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
const routeSpec = both(
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
const gatewayRouteSpec = both(
  fc.record({ priority: fc.nat(1000) }, optional),
  fc.oneof(
    fc.record({ httpRoute: gatewayRule(gatewayMatch) }),
    fc.record({ http2Route: gatewayRule(gatewayMatch) }),
    fc.record({
      grpcRoute: gatewayRule(fc.record({ metadata: named, port, serviceName: word }, optional)),
    }),
  ),
);

const provider = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...NODES).map((virtualNodeName) => ({ provider: { virtualNode: { virtualNodeName } } })),
);
const objectOf = (
  name: Readonly<Record<string, string>>,
  spec: fc.Arbitrary<object>,
  by: fc.Arbitrary<string> = accounts,
) =>
  fc.tuple(by, spec).map(([resourceOwner, made]) => ({
    meshName: 'mall',
    ...name,
    metadata: { meshOwner: OWNER, resourceOwner },
    spec: made,
  }));
const routesOf = (owner: string, parent: string, word_: string, spec: fc.Arbitrary<object>) =>
  fc.array(spec, { maxLength: 2 }).map((specs) =>
    specs.map((made, index) => ({
      meshName: 'mall',
      [parent]: owner,
      [word_]: `r${index}`,
      metadata: { meshOwner: OWNER, resourceOwner: OWNER },
      spec: made,
    })),
  );

/** A mesh with everything in it. The services called after a cache share a router with those of a database. */
export const meshObjects: fc.Arbitrary<MeshObjects> = fc.record({
  mesh: fc
    .record(
      {
        egressFilter: fc.record({ type: fc.constantFrom('ALLOW_ALL', 'DROP_ALL') }),
        serviceDiscovery: fc.record({ ipPreference }),
      },
      { requiredKeys: ['egressFilter'] },
    )
    .map((spec) => ({
      meshName: 'mall',
      metadata: { meshOwner: OWNER, resourceOwner: OWNER },
      spec,
    })),
  virtualNodes: fc.tuple(...NODES.map((virtualNodeName) => objectOf({ virtualNodeName }, nodeSpec))),
  virtualRouters: fc.tuple(
    ...ROUTERS.map((virtualRouterName) =>
      fc
        .array(fc.record({ portMapping: fc.record({ port, protocol: fc.constantFrom(...PROTOCOLS) }) }), {
          maxLength: 2,
        })
        .map((listeners) => ({
          meshName: 'mall',
          virtualRouterName,
          metadata: { meshOwner: OWNER, resourceOwner: OWNER },
          spec: { listeners },
        })),
    ),
  ),
  routes: fc
    .tuple(...ROUTERS.map((name) => routesOf(name, 'virtualRouterName', 'routeName', routeSpec)))
    .map((all) => all.flat()),
  virtualServices: fc.tuple(
    ...SERVICES.slice(0, 3).map((virtualServiceName) => objectOf({ virtualServiceName }, provider)),
    ...SERVICES.slice(3).map((virtualServiceName) =>
      objectOf({ virtualServiceName }, throughRouter('first'), fc.constant(OWNER)),
    ),
    // A router is of its service's account.
    objectOf({ virtualServiceName: 'last.local' }, throughRouter('second.router'), fc.constant(OWNER)),
  ),
  virtualGateways: fc.tuple(
    ...GATEWAYS.map((virtualGatewayName) =>
      objectOf({ virtualGatewayName }, gatewaySpec, fc.constant(OWNER)),
    ),
  ),
  gatewayRoutes: fc
    .tuple(
      ...GATEWAYS.map((name) => routesOf(name, 'virtualGatewayName', 'gatewayRouteName', gatewayRouteSpec)),
    )
    .map((all) => all.flat()),
});

function throughRouter(virtualRouterName: string): fc.Arbitrary<object> {
  return fc.constant({ provider: { virtualRouter: { virtualRouterName } } });
}
