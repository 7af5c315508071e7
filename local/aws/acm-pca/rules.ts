import type { AwsRule } from '../rule';

const api = 'https://docs.aws.amazon.com/privateca/latest/APIReference';
const guide = 'https://docs.aws.amazon.com/privateca/latest/userguide';

/** What AWS Private CA refuses. */
export const privateCaRules = {
  'acm-pca/not-permitted': {
    status: 400,
    code: 'AccessDeniedException',
    sentence: 'another account may do with an authority only what an accepted share or a policy allows',
    source: `${guide}/pca-resource-sharing.html`,
  },
  'acm-pca/not-found': {
    status: 400,
    code: 'ResourceNotFoundException',
    sentence: 'what a request names exists',
    source: `${api}/API_DescribeCertificateAuthority.html`,
  },
  'acm-pca/not-active': {
    status: 400,
    code: 'InvalidStateException',
    sentence: 'an authority that is pending, disabled or deleted issues nothing',
    source: `${api}/API_IssueCertificate.html`,
  },
  'acm-pca/delete-active': {
    status: 400,
    code: 'InvalidStateException',
    sentence: 'an active authority is disabled before it is deleted',
    source: `${api}/API_DeleteCertificateAuthority.html`,
  },
  'acm-pca/wrong-state': {
    status: 400,
    code: 'InvalidStateException',
    sentence:
      'an authority is enabled and disabled once it has a certificate, and restored once it is deleted',
    source: `${api}/API_UpdateCertificateAuthority.html`,
  },
  'acm-pca/no-certificate': {
    status: 400,
    code: 'InvalidStateException',
    sentence: 'an authority without a certificate has none to show; a disabled one shows its own',
    source: 'assumed',
  },
  'acm-pca/malformed': {
    status: 400,
    code: 'ValidationException',
    sentence: 'a value is one of those that the API lists',
    source: `${api}/API_CertificateAuthorityConfiguration.html`,
  },
  'acm-pca/arguments': {
    status: 400,
    code: 'InvalidArgsException',
    sentence: 'a template is known, and a signing algorithm goes with the key of the authority',
    source: `${api}/API_IssueCertificate.html`,
  },
  'acm-pca/request': {
    status: 400,
    code: 'MalformedCSRException',
    sentence: 'a certificate request can be read and is signed with its own key',
    source: `${api}/API_IssueCertificate.html`,
  },
  'acm-pca/certificate': {
    status: 400,
    code: 'MalformedCertificateException',
    sentence: 'a certificate can be read, and that of a subordinate authority comes with its chain',
    source: `${api}/API_ImportCertificateAuthorityCertificate.html`,
  },
  'acm-pca/mismatch': {
    status: 400,
    code: 'CertificateMismatchException',
    sentence: "an authority's certificate is for its own key and signed by the chain that comes with it",
    source: `${api}/API_ImportCertificateAuthorityCertificate.html`,
  },
  'acm-pca/outlives': {
    status: 400,
    code: 'ValidationException',
    sentence: 'a certificate does not outlive its authority',
    source: `${guide}/ca-lifecycle.html`,
  },
  'acm-pca/short-lived': {
    status: 400,
    code: 'ValidationException',
    sentence: 'an authority for short-lived certificates issues them for at most seven days',
    source: `${guide}/short-lived-certificates.html`,
  },
  'acm-pca/self-signed': {
    status: 400,
    code: 'InvalidRequestException',
    sentence: 'Self-signed certificate can not be revoked',
    source: 'hashicorp/terraform-provider-aws internal/service/acmpca/certificate.go',
  },
  'acm-pca/revoked': {
    status: 400,
    code: 'RequestAlreadyProcessedException',
    sentence: 'a certificate is revoked once',
    source: `${api}/API_RevokeCertificate.html`,
  },
  'acm-pca/permission-exists': {
    status: 400,
    code: 'PermissionAlreadyExistsException',
    sentence: 'a service gets one permission for an authority',
    source: `${api}/API_CreatePermission.html`,
  },
  'acm-pca/policy': {
    status: 400,
    code: 'InvalidPolicyException',
    sentence: 'a policy is JSON',
    source: `${api}/API_PutPolicy.html`,
  },
  'acm-pca/tag': {
    status: 400,
    code: 'InvalidTagException',
    sentence: 'a tag has a key',
    source: `${api}/API_TagCertificateAuthority.html`,
  },
} as const satisfies Readonly<Record<string, AwsRule>>;
