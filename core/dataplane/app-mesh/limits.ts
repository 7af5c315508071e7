/** What a number or the size of something may be, both ends included. */
export interface Limit {
  readonly what: string;
  readonly min: number;
  readonly max: number;
}

const NONE = Number.MAX_SAFE_INTEGER;
const INTEGER = 2_147_483_647;
/** Envoy counts a duration in nanoseconds, in 64 bits: 9,223,372,036 s. App Mesh itself states no upper end. */
const DURATION = 9_223_372_036_000;

/**
 * The App Mesh API's limits (API model of 2019-01-25, its shapes' `min` and `max`; an `integer` has 32 bits). What no data
 * plane accepts, such as port 0, the schema of the topology refuses before.
 */
export const LIMITS = {
  listeners: { what: 'the number of listeners of a gateway', min: 1, max: NONE },
  threshold: { what: 'a health check threshold', min: 2, max: 10 },
  interval: { what: 'a health check interval in ms', min: 5_000, max: 300_000 },
  timeout: { what: 'a health check timeout in ms', min: 2_000, max: 60_000 },
  serverErrors: { what: 'the number of server errors before ejection', min: 1, max: NONE },
  ejectionPercent: { what: 'the percentage of ejected hosts', min: 0, max: 100 },
  duration: { what: 'a timeout in ms', min: 0, max: DURATION },
  /** Envoy API, `OutlierDetection`: both durations are greater than 0. */
  ejectionDuration: { what: 'a duration of outlier detection in ms', min: 1, max: DURATION },
  pool: { what: 'a connection pool limit', min: 1, max: INTEGER },
  priority: { what: 'a priority', min: 0, max: 1_000 },
  weight: { what: 'a weight', min: 0, max: 100 },
  targets: { what: 'the number of weighted targets', min: 1, max: 10 },
  headers: { what: 'the number of headers', min: 0, max: 10 },
  query: { what: 'the number of query parameters', min: 0, max: 10 },
  metadata: { what: 'the number of metadata entries', min: 0, max: 10 },
  nameLength: { what: 'the length of a name', min: 1, max: 255 },
  headerNameLength: { what: 'the length of a header name', min: 1, max: 50 },
  headerValueLength: { what: 'the length of a header value', min: 1, max: 255 },
  methodNameLength: { what: 'the length of a method name', min: 1, max: 50 },
  pathLength: { what: 'the length of a path', min: 1, max: 255 },
  hostnameLength: { what: 'the length of a host name', min: 1, max: 253 },
  alternativeNameLength: { what: 'the length of an alternative name', min: 1, max: 254 },
  cloudMapNameLength: { what: 'the length of a Cloud Map name', min: 1, max: 1_024 },
  logTextLength: { what: 'the length of a log format', min: 1, max: 1_000 },
  logFieldLength: { what: 'the length of a log field', min: 1, max: 100 },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof LIMITS;

/** Authorities that one trust can name (shape `CertificateAuthorityArns`). */
export const TRUSTED_AUTHORITIES = 3;
