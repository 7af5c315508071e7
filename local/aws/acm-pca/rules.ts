import type { AwsRule } from '../rule';

const api = 'https://docs.aws.amazon.com/privateca/latest/APIReference';
/** Texts that the provider looks for in the message of an error. */
const provider = 'hashicorp/terraform-provider-aws internal/service/acmpca';
const guide = 'https://docs.aws.amazon.com/privateca/latest/userguide';

/** What AWS Private CA refuses. Each sentence states what must be true. */
export const privateCaRules = {
  'acm-pca/not-permitted': {
    status: 400,
    code: 'AccessDeniedException',
    sentence: 'another account may use an authority only as an accepted share or a policy allows',
    source: `${guide}/pca-resource-sharing.html`,
  },
  'acm-pca/not-found': {
    status: 400,
    code: 'ResourceNotFoundException',
    sentence: 'everything that a request names exists',
    source: `${api}/API_DescribeCertificateAuthority.html`,
  },
  'acm-pca/not-active': {
    status: 400,
    code: 'InvalidStateException',
    sentence: 'The certificate authority is not in a valid state for issuing certificates',
    source: `${provider}/certificate.go`,
  },
  'acm-pca/delete-active': {
    status: 400,
    code: 'InvalidStateException',
    sentence: 'an active authority is disabled before it is deleted',
    source: `${api}/API_DeleteCertificateAuthority.html`,
  },
  'acm-pca/update-state': {
    status: 400,
    code: 'InvalidStateException',
    sentence: 'The certificate authority must be in the ACTIVE or DISABLED state to be updated',
    source: `${provider}/certificate_authority.go`,
  },
  'acm-pca/wrong-state': {
    status: 400,
    code: 'InvalidStateException',
    sentence:
      'only a deleted authority is restored; only one that is not deleted is deleted or gets a certificate',
    source: `${api}/API_RestoreCertificateAuthority.html`,
  },
  'acm-pca/no-certificate': {
    status: 400,
    code: 'InvalidStateException',
    sentence:
      'the certificate of an authority is returned once it is installed, also while the authority is disabled',
    source: 'assumed',
  },
  'acm-pca/malformed': {
    status: 400,
    code: 'ValidationException',
    sentence: 'the members of a request have the form and the values that the API allows',
    source: `${api}/API_Operations.html`,
  },
  'acm-pca/arguments': {
    status: 400,
    code: 'InvalidArgsException',
    sentence: 'a template is known, and a signing algorithm fits the key of the authority',
    source: `${api}/API_IssueCertificate.html`,
  },
  'acm-pca/request': {
    status: 400,
    code: 'MalformedCSRException',
    sentence: 'a certificate request can be parsed and is signed with its own key',
    source: `${api}/API_IssueCertificate.html`,
  },
  'acm-pca/certificate': {
    status: 400,
    code: 'MalformedCertificateException',
    sentence: 'a certificate can be parsed, and that of a subordinate authority comes with its chain',
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
    sentence: 'a certificate does not expire after its authority',
    source: `${guide}/ca-lifecycle.html`,
  },
  'acm-pca/path-length': {
    status: 400,
    code: 'ValidationException',
    sentence:
      'an authority has fewer levels of authorities below it than the one that signs it, where that one is limited',
    source: `${guide}/RFC-compliance.html`,
  },
  'acm-pca/short-lived': {
    status: 400,
    code: 'ValidationException',
    sentence: 'an authority for short-lived certificates issues certificates for at most seven days',
    source: `${guide}/short-lived-certificates.html`,
  },
  'acm-pca/self-signed': {
    status: 400,
    code: 'InvalidRequestException',
    sentence: 'Self-signed certificate can not be revoked',
    source: `${provider}/certificate.go`,
  },
  'acm-pca/revoked': {
    status: 400,
    code: 'RequestAlreadyProcessedException',
    sentence: 'a certificate is revoked only once',
    source: `${api}/API_RevokeCertificate.html`,
  },
  'acm-pca/permission-exists': {
    status: 400,
    code: 'PermissionAlreadyExistsException',
    sentence: 'a service has only one permission for an authority',
    source: `${api}/API_CreatePermission.html`,
  },
  'acm-pca/policy': {
    status: 400,
    code: 'InvalidPolicyException',
    sentence:
      'a policy allows, on this authority and to named principals, actions that an authority can be shared for',
    source: `${guide}/pca-rbp.html`,
  },
  'acm-pca/permission-principal': {
    status: 400,
    code: 'ValidationException',
    sentence: 'the only service that gets a permission is acm.amazonaws.com',
    source: `${api}/API_CreatePermission.html`,
  },
  'acm-pca/permission-account': {
    status: 400,
    code: 'ValidationException',
    sentence: 'the source account of a permission is the calling account',
    source: `${api}/API_CreatePermission.html`,
  },
  'acm-pca/next-token': {
    status: 400,
    code: 'InvalidNextTokenException',
    sentence: 'NextToken comes from an earlier response to the same request',
    source: `${api}/API_ListCertificateAuthorities.html`,
  },
  'acm-pca/ends-in-future': {
    status: 400,
    code: 'ValidationException',
    sentence: 'a certificate expires in the future',
    source: `${api}/API_Validity.html; the error is assumed`,
  },
  'acm-pca/ends-after-start': {
    status: 400,
    code: 'ValidationException',
    sentence: 'the validity of a certificate ends after it begins',
    source: `${api}/API_IssueCertificate.html; the error is assumed`,
  },
  'acm-pca/not-before': {
    status: 400,
    code: 'ValidationException',
    sentence: 'ValidityNotBefore is an explicit date and time: its type is ABSOLUTE',
    source: `${api}/API_IssueCertificate.html`,
  },
  'acm-pca/revocation': {
    status: 400,
    code: 'InvalidArgsException',
    sentence: 'a method of revocation that is off has no other settings',
    source: `${api}/API_CreateCertificateAuthority.html`,
  },
  'acm-pca/crl': {
    status: 400,
    code: 'InvalidArgsException',
    sentence: 'a list of revoked certificates is in a bucket that is named',
    source: `${api}/API_CrlConfiguration.html`,
  },
  'acm-pca/crl-bucket': {
    status: 400,
    code: 'ValidationException',
    sentence:
      'AWS Private CA writes lists of revoked certificates where the policy of the bucket allows it. Check your S3 bucket permissions and try again',
    source: `${guide}/crl-planning.html`,
  },
  'acm-pca/too-many-tags': {
    status: 400,
    code: 'TooManyTagsException',
    sentence: 'an authority has at most 50 tags',
    source: `${api}/API_TagCertificateAuthority.html`,
  },
  'acm-pca/tag': {
    status: 400,
    code: 'InvalidTagException',
    sentence: 'a tag has a key, which does not begin with aws:',
    source: `${api}/API_TagCertificateAuthority.html`,
  },
} as const satisfies Readonly<Record<string, AwsRule>>;
