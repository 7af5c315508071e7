import { byName } from '../../base/collections';
import type { Closed, Topology } from '../../topology';
import type { Inbound } from './inbound';
import { certificateSecretOf } from './secrets';
import type { CertificateSecret, TrustSecret } from './secret-specs';
import type { ProxySpec } from './specs';
import type { Upstream } from './upstreams';

/** What the listeners and the upstreams of a proxy read, each once. */
export function secretsOf(
  topology: Closed<Topology>,
  inbound: readonly Inbound[],
  upstreams: readonly Upstream[],
): Pick<ProxySpec, 'certificates' | 'trusts'> {
  const certificates = [
    ...inbound.flatMap(({ spec, certificate }) =>
      spec.tls.kind === 'mesh' && certificate !== undefined
        ? [certificateSecretOf(topology, certificate)]
        : [],
    ),
    ...upstreams.flatMap(({ tls }) => tls?.certificate ?? []),
  ];
  const trusts = [
    ...inbound.flatMap(({ spec, trust }) => (spec.tls.kind === 'mesh' && trust !== undefined ? [trust] : [])),
    ...upstreams.flatMap(({ tls }) => tls?.trust ?? []),
  ];
  return { certificates: onceByName(certificates), trusts: onceByName(trusts) };
}

const onceByName = <S extends CertificateSecret | TrustSecret>(secrets: readonly S[]): readonly S[] =>
  [...new Map(secrets.map((secret) => [secret.name, secret])).values()].toSorted((a, b) =>
    byName(a.name, b.name),
  );
