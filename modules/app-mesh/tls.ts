import { defined } from '../../core/base/properties';
import type { ClientPolicy, ListenerTls, Trust } from '../../core/topology';
import type { Closed } from '../../core/topology';

/** A certificate as App Mesh refers to it. */
export type CertificateReference =
  | { readonly kind: 'acm'; readonly arn: string }
  | { readonly kind: 'file'; readonly chain: string; readonly privateKey: string }
  | { readonly kind: 'sds'; readonly secret: string };

/** What the keys in TLS settings refer to. */
export interface TlsReferences {
  readonly certificates: Readonly<Record<string, CertificateReference>>;
  /** ARNs. */
  readonly authorities: Readonly<Record<string, string>>;
}

function referenceOf<T>(references: Readonly<Record<string, T>>, key: string): T {
  const found = references[key];
  if (found === undefined) throw new Error(`no reference for "${key}"`);
  return found;
}

/** The client policy, or none: App Mesh has no other way to express that TLS is not required. */
export function clientPolicyOf(policy: Closed<ClientPolicy> | undefined, references: TlsReferences) {
  if (policy === undefined || policy.kind === 'none') return undefined;
  const { enforce, ports, names, trust, certificate } = policy;
  return {
    tls: defined({
      enforce,
      ports: ports.length > 0 ? [...ports] : undefined,
      certificate:
        certificate === undefined
          ? undefined
          : presentedFileOf(referenceOf(references.certificates, certificate), certificate),
      validation: defined({
        subjectAlternativeNames: alternativeNamesOf(names),
        trust: trustOf(trust, references),
      }),
    }),
  };
}

/** TLS that the mesh terminates; App Mesh has no setting for TLS that the application terminates. */
export function listenerTlsOf(tls: Closed<ListenerTls>, references: TlsReferences) {
  if (tls.kind !== 'mesh') return undefined;
  const { mode, certificate, validation } = tls;
  const reference = referenceOf(references.certificates, certificate);
  return defined({
    mode,
    certificate:
      reference.kind === 'acm'
        ? { acm: { certificateArn: reference.arn } }
        : presentedFileOf(reference, certificate),
    validation:
      validation === undefined
        ? undefined
        : defined({
            subjectAlternativeNames: alternativeNamesOf(validation.names),
            trust: fileTrustOf(validation.trust),
          }),
  });
}

const alternativeNamesOf = (names: readonly string[]) =>
  names.length > 0 ? { match: { exact: [...names] } } : undefined;

/** A caller presents a file or a secret: App Mesh does not give keys from ACM to clients. */
function presentedFileOf(reference: CertificateReference, key: string) {
  switch (reference.kind) {
    case 'file':
      return { file: { certificateChain: reference.chain, privateKey: reference.privateKey } };
    case 'sds':
      return { sds: { secretName: reference.secret } };
    case 'acm':
      throw new Error(`certificate "${key}" is in ACM, and a caller can't present it`);
  }
}

function trustOf(trust: Closed<Trust>, references: TlsReferences) {
  if (trust.kind !== 'private-ca') return fileTrustOf(trust);
  return {
    acm: {
      certificateAuthorityArns: trust.authorities.map((key) => referenceOf(references.authorities, key)),
    },
  };
}

function fileTrustOf(trust: Closed<Trust>) {
  switch (trust.kind) {
    case 'file':
      return { file: { certificateChain: trust.chain } };
    case 'sds':
      return { sds: { secretName: trust.secret } };
    case 'private-ca':
      throw new Error('a listener trusts files or secrets only');
  }
}
