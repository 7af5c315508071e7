import * as z from 'zod';

// Parts of several specs of App Mesh's API of 2019-01-25. What a schema does not name is not read, and reported.

export const duration = z.object({ unit: z.enum(['s', 'ms']).optional(), value: z.number().optional() });

const protocol = z.enum(['http', 'tcp', 'http2', 'grpc']);
const gatewayProtocol = z.enum(['http', 'http2', 'grpc']);
export const portMapping = z.object({ port: z.number(), protocol });
export const gatewayPortMapping = z.object({ port: z.number(), protocol: gatewayProtocol });

export const ipPreference = z.enum(['IPv6_PREFERRED', 'IPv4_PREFERRED', 'IPv4_ONLY', 'IPv6_ONLY']);

const fileCertificate = z.object({ certificateChain: z.string(), privateKey: z.string() });
const secret = z.object({ secretName: z.string() });
const alternativeNames = z.object({ match: z.object({ exact: z.array(z.string()) }) });

const trust = z.object({
  acm: z.object({ certificateAuthorityArns: z.array(z.string()) }).optional(),
  file: z.object({ certificateChain: z.string() }).optional(),
  sds: secret.optional(),
});

const presented = z.object({
  acm: z.object({ certificateArn: z.string() }).optional(),
  file: fileCertificate.optional(),
  sds: secret.optional(),
});

const validation = z.object({ subjectAlternativeNames: alternativeNames.optional(), trust });

export const clientPolicy = z.object({
  tls: z
    .object({
      certificate: presented.optional(),
      enforce: z.boolean().optional(),
      ports: z.array(z.number()).optional(),
      validation,
    })
    .optional(),
});

export const listenerTls = z.object({
  certificate: presented,
  mode: z.enum(['STRICT', 'PERMISSIVE', 'DISABLED']),
  validation: validation.optional(),
});

const checked = {
  healthyThreshold: z.number(),
  intervalMillis: z.number(),
  path: z.string().optional(),
  port: z.number().optional(),
  timeoutMillis: z.number(),
  unhealthyThreshold: z.number(),
};
export const healthCheck = z.object({ ...checked, protocol });
export const gatewayHealthCheck = z.object({ ...checked, protocol: gatewayProtocol });

const pool = z.object({
  maxConnections: z.number().optional(),
  maxPendingRequests: z.number().optional(),
  maxRequests: z.number().optional(),
});
/** By protocol. */
export const connectionPool = z.partialRecord(protocol, pool);

export const timeouts = z.object({ idle: duration.optional(), perRequest: duration.optional() });
/** By protocol. */
export const listenerTimeout = z.partialRecord(protocol, timeouts);

export const logging = z.object({
  accessLog: z
    .object({
      file: z
        .object({
          format: z
            .object({
              json: z.array(z.object({ key: z.string(), value: z.string() })).optional(),
              text: z.string().optional(),
            })
            .optional(),
          path: z.string(),
        })
        .optional(),
    })
    .optional(),
});

export type ApiDuration = z.infer<typeof duration>;
export type ApiPolicy = z.infer<typeof clientPolicy>;
export type ApiPolicyTls = NonNullable<ApiPolicy['tls']>;
export type ApiListenerTls = z.infer<typeof listenerTls>;
export type ApiPresented = z.infer<typeof presented>;
export type ApiTrust = z.infer<typeof trust>;
export type ApiHealthCheck = z.infer<typeof healthCheck> | z.infer<typeof gatewayHealthCheck>;
export type ApiPool = z.infer<typeof connectionPool>;
export type ApiTimeouts = z.infer<typeof timeouts>;
export type ApiLogging = z.infer<typeof logging>;
