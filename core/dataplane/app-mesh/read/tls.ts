import { defined } from '../../../base/properties';
import type { Written } from '../../../topology';
import type { ApiListenerTls, ApiPolicy, ApiPolicyTls, ApiTrust } from './api';
import type { Note } from './objects';
import type { References } from './references';

type Policy = NonNullable<Written<'workloads'>['callDefaults']>;
type Trust = NonNullable<Exclude<Policy, string>['trust']>;
type Listener = Extract<NonNullable<Written<'gateways'>['listens']>, { port: unknown }>;
type Tls = NonNullable<Listener['tls']>;

/** What a caller requires of TLS. A policy without `tls` requires nothing, and overrides the caller's default. */
export function policyOf(
  policy: ApiPolicy | undefined,
  at: string,
  references: References,
  note: Note,
): Policy | undefined {
  if (policy === undefined) return undefined;
  if (policy.tls === undefined) return 'none';
  const { enforce, ports = [], certificate, validation } = policy.tls;
  const trust = trustOf(validation.trust, `${at}.tls.validation.trust`, references, note);
  if (trust === undefined) return undefined;
  const shown = certificate && references.certificateKey(certificate);
  if (certificate !== undefined && shown === undefined)
    note(`${at}.tls.certificate`, 'it names no certificate');
  return {
    enforce: enforce ?? true,
    trust,
    names: namesIn(validation),
    ...(ports.length > 0 && { ports: [...ports] }),
    ...defined({ certificate: shown }),
  };
}

/** TLS of a listener. In a listener without it the application may still do TLS: the API has no word for that. */
export function listenerTlsOf(
  tls: ApiListenerTls | undefined,
  at: string,
  references: References,
  note: Note,
): Tls {
  if (tls === undefined) return 'none';
  const { mode, certificate, validation } = tls;
  const key = references.certificateKey(certificate);
  if (key === undefined) {
    note(`${at}.tls`, 'it names no certificate, so that nothing can be presented');
    return 'none';
  }
  const trust = validation && trustOf(validation.trust, `${at}.tls.validation.trust`, references, note);
  return { mode, certificate: key, ...(trust && { clients: { trust, names: namesIn(validation) } }) };
}

const namesIn = (validation: ApiPolicyTls['validation'] | ApiListenerTls['validation']): string[] => [
  ...(validation?.subjectAlternativeNames?.match.exact ?? []),
];

function trustOf(
  { acm, file, sds }: ApiTrust,
  at: string,
  { authorityKey }: References,
  note: Note,
): Trust | undefined {
  if (acm !== undefined)
    return {
      kind: 'private-ca',
      authorities: acm.certificateAuthorityArns.flatMap((arn) => authorityKey(arn) ?? []),
    };
  if (file !== undefined) return { kind: 'file', chain: file.certificateChain };
  if (sds !== undefined) return { kind: 'sds', secret: sds.secretName };
  note(at, 'it names nothing to trust');
  return undefined;
}
