import * as fc from 'fast-check';
import { accounts, duration, names, path, port, text, timeouts, word } from './arbitrary-values';

// Listeners, their TLS, and what callers require of them.

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
export const clientPolicy = fc.oneof(
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
export const backendDefaults = fc.record({ clientPolicy });
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
export const logging = fc.record({
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
const poolFor = (protocol: string): fc.Arbitrary<object> =>
  protocol === 'http2' || protocol === 'grpc'
    ? fc.record({ maxRequests: port })
    : fc.record(
        { maxConnections: port, ...(protocol === 'http' && { maxPendingRequests: port }) },
        { requiredKeys: ['maxConnections'] },
      );

/** Listeners on several ports. */
export const listenersOf = (protocols: readonly string[], isNode: boolean, least: number) =>
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
