import type { Written, WrittenTopology } from './schema';
import type { ParameterRef } from './value';

export { endpoint } from './endpoints';

type Port = number | ParameterRef;
type WrittenListener = Extract<NonNullable<Written<'workloads'>['listens']>, { protocol: unknown }>;
type WrittenEntry = Extract<NonNullable<Written<'workloads'>['entry']>, { port: unknown }>;
type WrittenPolicy = Exclude<NonNullable<Written<'workloads'>['callDefaults']>, string>;
type OfKind<T, K extends string> = Omit<Extract<T, { kind: K }>, 'kind'>;

/** A topology, with completion and type errors in the editor. Checked as a whole when it is loaded. */
export const topology = (written: WrittenTopology): WrittenTopology => written;

const listening =
  <const P extends WrittenListener['protocol']>(protocol: P) =>
  (
    port: Port,
    options: Partial<Omit<WrittenListener, 'port' | 'protocol'>> = {},
  ): WrittenListener & { readonly protocol: P } => ({ protocol, port, ...options });

/** Listeners by protocol: `http(80)`. */
export const http = listening('http');
export const http2 = listening('http2');
export const grpc = listening('grpc');
export const tcp = listening('tcp');

/** A load balancer in front of a workload or gateway, on `port`; internal unless `scheme` says otherwise. */
export const loadBalancer = (
  port: Port,
  options: Partial<Omit<WrittenEntry, 'port' | 'kind'>> = {},
): WrittenEntry => ({ kind: 'load-balancer', port, ...options });

type WrittenAuthority = Written<'authorities'>;
/** Who signs certificates. */
export const Authority = {
  /** An AWS Private CA that meshspan creates and shares. */
  privateCa: (options: OfKind<WrittenAuthority, 'private-ca'>): WrittenAuthority => ({
    kind: 'private-ca',
    ...options,
  }),
  /** An AWS Private CA that already exists. */
  existing: (
    arn: string | ParameterRef,
    options: Omit<OfKind<WrittenAuthority, 'existing-ca'>, 'arn'> = {},
  ): WrittenAuthority => ({ kind: 'existing-ca', arn, ...options }),
  /** An authority that Terraform makes, with its key in the states: for trials. */
  development: (options: OfKind<WrittenAuthority, 'development'>): WrittenAuthority => ({
    kind: 'development',
    ...options,
  }),
  /** An authority known by its chain file. */
  file: (
    chain: string | ParameterRef,
    options: Omit<OfKind<WrittenAuthority, 'file'>, 'chain'> = {},
  ): WrittenAuthority => ({ kind: 'file', chain, ...options }),
};

type WrittenCertificate = Written<'certificates'>;
/** What a listener or a caller presents. */
export const Certificate = {
  issued: (options: OfKind<WrittenCertificate, 'issued'> = {}): WrittenCertificate => ({
    kind: 'issued',
    ...options,
  }),
  /** From a public authority, for load balancers; its names are validated in a hosted zone. */
  public: (
    names: readonly (string | ParameterRef)[],
    options: Omit<OfKind<WrittenCertificate, 'public'>, 'names'> = {},
  ): WrittenCertificate => ({ kind: 'public', names: [...names], ...options }),
  acm: (
    arn: string | ParameterRef,
    options: Omit<OfKind<WrittenCertificate, 'acm'>, 'arn'> = {},
  ): WrittenCertificate => ({ kind: 'acm', arn, ...options }),
  file: (options: OfKind<WrittenCertificate, 'file'>): WrittenCertificate => ({ kind: 'file', ...options }),
  sds: (
    secret: string | ParameterRef,
    options: Omit<OfKind<WrittenCertificate, 'sds'>, 'secret'> = {},
  ): WrittenCertificate => ({ kind: 'sds', secret, ...options }),
};

type WrittenTrust = NonNullable<WrittenPolicy['trust']>;
/** Keys of authorities: any number of them, one by one or as a list. */
type Keys = readonly (string | readonly string[])[];
/** What a caller or a listener trusts. */
export const Trust = {
  privateCa: (...authorities: Keys): WrittenTrust => ({
    kind: 'private-ca',
    authorities: authorities.flat(),
  }),
  file: (chain: string | ParameterRef, ...authorities: Keys): WrittenTrust => ({
    kind: 'file',
    chain,
    ...(authorities.length > 0 ? { authorities: authorities.flat() } : {}),
  }),
  sds: (secret: string | ParameterRef, ...authorities: Keys): WrittenTrust => ({
    kind: 'sds',
    secret,
    ...(authorities.length > 0 ? { authorities: authorities.flat() } : {}),
  }),
};
