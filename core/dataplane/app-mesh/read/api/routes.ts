import * as z from 'zod';
import { duration, timeouts } from './parts';

const named = z.array(
  z.object({
    invert: z.boolean().optional(),
    match: z
      .object({
        exact: z.string().optional(),
        prefix: z.string().optional(),
        range: z.object({ end: z.number(), start: z.number() }).optional(),
        regex: z.string().optional(),
        suffix: z.string().optional(),
      })
      .optional(),
    name: z.string(),
  }),
);
const path = z.object({ exact: z.string().optional(), regex: z.string().optional() });
const queryParameters = z.array(
  z.object({ match: z.object({ exact: z.string().optional() }).optional(), name: z.string() }),
);

const match = z.object({
  headers: named.optional(),
  metadata: named.optional(),
  method: z.string().optional(),
  methodName: z.string().optional(),
  path: path.optional(),
  port: z.number().optional(),
  prefix: z.string().optional(),
  queryParameters: queryParameters.optional(),
  scheme: z.enum(['http', 'https']).optional(),
  serviceName: z.string().optional(),
});

const retryPolicy = z.object({
  grpcRetryEvents: z.array(z.string()).optional(),
  httpRetryEvents: z.array(z.string()).optional(),
  maxRetries: z.number(),
  perRetryTimeout: duration,
  tcpRetryEvents: z.array(z.string()).optional(),
});

/** One shape for all protocols: which fields a protocol has, the API itself has checked. */
const rule = z.object({
  action: z.object({
    weightedTargets: z.array(
      z.object({ port: z.number().optional(), virtualNode: z.string(), weight: z.number() }),
    ),
  }),
  match: match.optional(),
  retryPolicy: retryPolicy.optional(),
  timeout: timeouts.optional(),
});

export const routeSpec = z.object({
  grpcRoute: rule.optional(),
  http2Route: rule.optional(),
  httpRoute: rule.optional(),
  priority: z.number().optional(),
  tcpRoute: rule.optional(),
});

const onOff = z.enum(['ENABLED', 'DISABLED']);
const gatewayRule = z.object({
  action: z.object({
    rewrite: z
      .object({
        hostname: z.object({ defaultTargetHostname: onOff.optional() }).optional(),
        path: z.object({ exact: z.string().optional() }).optional(),
        prefix: z.object({ defaultPrefix: onOff.optional(), value: z.string().optional() }).optional(),
      })
      .optional(),
    target: z.object({
      port: z.number().optional(),
      virtualService: z.object({ virtualServiceName: z.string() }),
    }),
  }),
  match: match.omit({ scheme: true, methodName: true }).extend({
    hostname: z.object({ exact: z.string().optional(), suffix: z.string().optional() }).optional(),
  }),
});

export const gatewayRouteSpec = z.object({
  grpcRoute: gatewayRule.optional(),
  http2Route: gatewayRule.optional(),
  httpRoute: gatewayRule.optional(),
  priority: z.number().optional(),
});

export type ApiMatch = z.infer<typeof match>;
export type ApiNamed = z.infer<typeof named>;
export type ApiRetry = z.infer<typeof retryPolicy>;
export type ApiRoute = z.infer<typeof routeSpec>;
export type ApiGatewayRule = z.infer<typeof gatewayRule>;
export type ApiGatewayRoute = z.infer<typeof gatewayRouteSpec>;
