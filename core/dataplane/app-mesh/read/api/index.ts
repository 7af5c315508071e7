import * as z from 'zod';
import {
  clientPolicy,
  connectionPool,
  duration,
  gatewayHealthCheck,
  gatewayPortMapping,
  healthCheck,
  ipPreference,
  listenerTimeout,
  listenerTls,
  logging,
  portMapping,
} from './parts';
import { gatewayRouteSpec, routeSpec } from './routes';

export type * from './parts';
export type * from './routes';

const meshSpec = z.object({
  egressFilter: z.object({ type: z.enum(['ALLOW_ALL', 'DROP_ALL']) }).optional(),
  serviceDiscovery: z.object({ ipPreference: ipPreference.optional() }).optional(),
});

const backendDefaults = z.object({ clientPolicy: clientPolicy.optional() });

const nodeListener = z.object({
  connectionPool: connectionPool.optional(),
  healthCheck: healthCheck.optional(),
  outlierDetection: z
    .object({
      baseEjectionDuration: duration,
      interval: duration,
      maxEjectionPercent: z.number(),
      maxServerErrors: z.number(),
    })
    .optional(),
  portMapping,
  timeout: listenerTimeout.optional(),
  tls: listenerTls.optional(),
});

const nodeSpec = z.object({
  backendDefaults: backendDefaults.optional(),
  backends: z
    .array(
      z.object({
        virtualService: z.object({ clientPolicy: clientPolicy.optional(), virtualServiceName: z.string() }),
      }),
    )
    .optional(),
  listeners: z.array(nodeListener).optional(),
  logging: logging.optional(),
  serviceDiscovery: z
    .object({
      awsCloudMap: z
        .object({
          attributes: z.array(z.object({ key: z.string(), value: z.string() })).optional(),
          ipPreference: ipPreference.optional(),
          namespaceName: z.string(),
          serviceName: z.string(),
        })
        .optional(),
      dns: z
        .object({
          hostname: z.string(),
          ipPreference: ipPreference.optional(),
          responseType: z.enum(['LOADBALANCER', 'ENDPOINTS']).optional(),
        })
        .optional(),
    })
    .optional(),
});

const gatewaySpec = z.object({
  backendDefaults: backendDefaults.optional(),
  listeners: z.array(
    z.object({
      connectionPool: connectionPool.optional(),
      healthCheck: gatewayHealthCheck.optional(),
      portMapping: gatewayPortMapping,
      tls: listenerTls.optional(),
    }),
  ),
  logging: logging.optional(),
});

const routerSpec = z.object({ listeners: z.array(z.object({ portMapping })).optional() });

const serviceSpec = z.object({
  provider: z
    .object({
      virtualNode: z.object({ virtualNodeName: z.string() }).optional(),
      virtualRouter: z.object({ virtualRouterName: z.string() }).optional(),
    })
    .optional(),
});

/** The kinds of objects in a mesh, by the names of their collections in the API. */
export const kinds = {
  virtualNodes: { singular: 'virtualNode', spec: nodeSpec },
  virtualRouters: { singular: 'virtualRouter', spec: routerSpec },
  routes: { singular: 'route', spec: routeSpec, parent: 'virtualRouter' },
  virtualServices: { singular: 'virtualService', spec: serviceSpec },
  virtualGateways: { singular: 'virtualGateway', spec: gatewaySpec },
  gatewayRoutes: { singular: 'gatewayRoute', spec: gatewayRouteSpec, parent: 'virtualGateway' },
} as const;

export type Kind = keyof typeof kinds;
export type SpecOf<K extends Kind> = z.infer<(typeof kinds)[K]['spec']>;
export const mesh = { singular: 'mesh', spec: meshSpec } as const;

export type ApiNode = SpecOf<'virtualNodes'>;
export type ApiNodeListener = NonNullable<ApiNode['listeners']>[number];
export type ApiGateway = SpecOf<'virtualGateways'>;
export type ApiGatewayListener = ApiGateway['listeners'][number];
export type ApiDiscovery = NonNullable<ApiNode['serviceDiscovery']>;
