import type { AwsRule } from '../rule';

const api = 'https://docs.aws.amazon.com/acm/latest/APIReference';

/** What AWS Certificate Manager refuses. */
export const certificateRules = {
  'acm/not-exportable': {
    status: 400,
    code: 'ValidationException',
    sentence: 'a certificate that was issued is exported, with a passphrase',
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
