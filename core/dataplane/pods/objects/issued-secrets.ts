import type { Text } from '../../../topology';
import { issuersAmong, type IssuedSecret } from '../issued-secrets';
import type { Manifest } from '../specs';
import { labelsOf } from './labels';

/** cert-manager renews a certificate of 90 days when 30 are left, with a new key. */
const LIFE = { duration: '2160h', renewBefore: '720h' } as const;

/**
 * These two and no third: the issuer then asks for the template of certificates for servers and clients, the only one that the
 * default permission of a share allows in the account of a member. It has the signatures of TLS among its usages.
 */
const USAGES = ['server auth', 'client auth'] as const;

/** API group of what asks AWS Private CA for certificates. */
const ISSUERS = 'awspca.cert-manager.io';

/** Where one is in the cluster. */
interface Where {
  /** Namespace of Kubernetes. */
  readonly namespace: string;
  readonly region: Text;
}

/**
 * What has cert-manager fill Secrets: an issuer for each authority, and the certificates. Their kinds are there once the add-ons are
 * installed (documents of cert-manager, "Certificate resource"; documents of AWS Private CA Issuer).
 */
export const issuedSecretObjects = (
  { namespace, region }: Where,
  secrets: readonly IssuedSecret[],
): readonly Manifest[] => [
  ...issuersAmong(secrets).map((authority): Manifest => ({
    apiVersion: `${ISSUERS}/v1beta1`,
    kind: 'AWSPCAIssuer',
    metadata: { name: authority, namespace, labels: labelsOf(authority) },
    spec: { arn: { filled: [{ kind: 'authority-arn', authority }] }, region },
  })),
  ...secrets.map(({ secret, authority, names }): Manifest => ({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: secret, namespace, labels: labelsOf(secret) },
    spec: {
      secretName: secret,
      ...LIFE,
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      usages: USAGES,
      dnsNames: names,
      issuerRef: { group: ISSUERS, kind: 'AWSPCAIssuer', name: authority },
    },
  })),
];
