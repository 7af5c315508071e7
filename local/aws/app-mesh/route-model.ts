import { choice, flag, list, oneOf, record, text, whole, type Shape } from '../shape';
import { resourceName, serviceName } from './model';

// Routes and gateway routes of App Mesh's public API model of 2019-01-25.

const port = whole(1, 65_535);
const duration = record({ 'unit?': oneOf('s', 'ms'), 'value?': whole(0) });
const matched = text(1, 255);
const path = record({ 'exact?': text(1, 255), 'regex?': text(1, 255) });
const queryParameters = list(record({ 'match?': record({ 'exact?': text() }), name: text() }), 1, 10);
const method = oneOf('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH');

/** Headers of HTTP and metadata of gRPC are matched in the same way. */
const headers = list(
  record({
    'invert?': flag,
    'match?': choice({
      exact: matched,
      prefix: matched,
      range: record({ end: whole(Number.MIN_SAFE_INTEGER), start: whole(Number.MIN_SAFE_INTEGER) }),
      regex: matched,
      suffix: matched,
    }),
    name: text(1, 50),
  }),
  1,
  10,
);

const action = record({
  weightedTargets: list(record({ 'port?': port, virtualNode: resourceName, weight: whole(0, 100) }), 1, 10),
});
const httpTimeout = record({ 'idle?': duration, 'perRequest?': duration });
const retries = {
  'httpRetryEvents?': list(text(1, 25), 1, 25),
  maxRetries: whole(0),
  perRetryTimeout: duration,
  'tcpRetryEvents?': list(oneOf('connection-error'), 1, 1),
};
const grpcRetryEvents = list(
  oneOf('cancelled', 'deadline-exceeded', 'internal', 'resource-exhausted', 'unavailable'),
  1,
  5,
);

const httpRoute = record({
  action,
  match: record({
    'headers?': headers,
    'method?': method,
    'path?': path,
    'port?': port,
    'prefix?': text(),
    'queryParameters?': queryParameters,
    'scheme?': oneOf('http', 'https'),
  }),
  'retryPolicy?': record(retries),
  'timeout?': httpTimeout,
});

export const routeSpec = record({
  'grpcRoute?': record({
    action,
    match: record({
      'metadata?': headers,
      'methodName?': text(1, 50),
      'port?': port,
      'serviceName?': serviceName,
    }),
    'retryPolicy?': record({ ...retries, 'grpcRetryEvents?': grpcRetryEvents }),
    'timeout?': httpTimeout,
  }),
  'http2Route?': httpRoute,
  'httpRoute?': httpRoute,
  'priority?': whole(0, 1_000),
  'tcpRoute?': record({
    action,
    'match?': record({ 'port?': port }),
    'timeout?': record({ 'idle?': duration }),
  }),
});

const onOff = oneOf('ENABLED', 'DISABLED');
const hostname = record({ 'exact?': text(1, 253), 'suffix?': text(1, 253) });
const hostnameRewrite = record({ 'defaultTargetHostname?': onOff });
const target = record({ 'port?': port, virtualService: record({ virtualServiceName: resourceName }) });
const gatewayAction = (rewrite: Shape) => record({ 'rewrite?': rewrite, target });

const httpGatewayRoute = record({
  action: gatewayAction(
    record({
      'hostname?': hostnameRewrite,
      'path?': record({ 'exact?': text(1, 255) }),
      'prefix?': record({ 'defaultPrefix?': onOff, 'value?': text(1, 255) }),
    }),
  ),
  match: record({
    'headers?': headers,
    'hostname?': hostname,
    'method?': method,
    'path?': path,
    'port?': port,
    'prefix?': text(),
    'queryParameters?': queryParameters,
  }),
});

export const gatewayRouteSpec = record({
  'grpcRoute?': record({
    action: gatewayAction(record({ 'hostname?': hostnameRewrite })),
    match: record({
      'hostname?': hostname,
      'metadata?': headers,
      'port?': port,
      'serviceName?': serviceName,
    }),
  }),
  'http2Route?': httpGatewayRoute,
  'httpRoute?': httpGatewayRoute,
  'priority?': whole(0, 1_000),
});
