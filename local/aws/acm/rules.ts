import type { AwsRule } from '../rule';

const api = 'https://docs.aws.amazon.com/acm/latest/APIReference';

/** What AWS Certificate Manager refuses. */
export const certificateRules = {
  'acm/malformed': {
    status: 400,
    code: 'ValidationException',
    sentence: 'the members of a request have the form and the values that the API allows',
    source: `${api}/API_Operations.html`,
  },
  'acm/domain-form': {
    status: 400,
    code: 'ValidationException',
    sentence:
      'a domain name has two labels or more, of letters, digits and inner hyphens, and a wildcard only as the first',
    source: `${api}/API_RequestCertificate.html`,
  },
  'acm/in-use': {
    status: 400,
    code: 'ResourceInUseException',
    sentence: 'a certificate is deleted only when no resource presents it',
    source: `${api}/API_DeleteCertificate.html`,
  },
  'acm/sort': {
    status: 400,
    code: 'ValidationException',
    sentence: 'SortBy and SortOrder are given together',
    source: `${api}/API_ListCertificates.html`,
  },
  'acm/next-token': {
    status: 400,
    code: 'ValidationException',
    sentence: 'NextToken comes from an earlier response to the same request',
    source: `${api}/API_ListCertificates.html`,
  },
  'acm/not-exportable': {
    status: 400,
    code: 'ValidationException',
    sentence: 'only an issued certificate is exported, and only with a passphrase',
    source: `${api}/API_ExportCertificate.html`,
  },
  'acm/no-certificate': {
    status: 400,
    code: 'RequestInProgressException',
    sentence: 'a certificate that was not issued has no content',
    source: `${api}/API_GetCertificate.html`,
  },
  'acm/domain-name': {
    status: 400,
    code: 'ValidationException',
    sentence: 'a domain name has at most 253 characters and, in the first one, which is the common name, 64',
    source: `${api}/API_RequestCertificate.html`,
  },
  'acm/key-algorithm': {
    status: 400,
    code: 'ValidationException',
    sentence: 'a key algorithm is one of those that the API lists',
    source: `${api}/API_RequestCertificate.html`,
  },
  'acm/not-found': {
    status: 400,
    code: 'ResourceNotFoundException',
    sentence: 'a certificate exists, in the account and region of the caller',
    source: `${api}/API_DescribeCertificate.html`,
  },
} as const satisfies Readonly<Record<string, AwsRule>>;
