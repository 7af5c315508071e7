import { keyAlgorithms, signingAlgorithms } from '../../x509/keys';
import type { Fields } from '../json-protocol';
import { refusal } from '../rules';
import { demand, flag, list, oneOf, record, text, whole, type Members, type Shape } from '../shape';

/** The members of each operation, as the API lists them (https://docs.aws.amazon.com/privateca/latest/APIReference). */
const latin = /^[\t\n\r\u0020-\u00ff]*$/;
const printable = /^[a-zA-Z0-9'()+\-.?:/= ,]*$/;
const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const arn = text(5, 200);
const token = text(1, 36, latin);
/** Blobs are base 64 on the wire. */
const blob = text(1);
const anything: Shape = record({});

const subject = record({
  'Country?': text(2, 2, /^[A-Za-z]{2}$/),
  'Organization?': text(0, 64),
  'OrganizationalUnit?': text(0, 64),
  'DistinguishedNameQualifier?': text(0, 64, printable),
  'State?': text(0, 128),
  'CommonName?': text(0, 64),
  'SerialNumber?': text(0, 64, printable),
  'Locality?': text(0, 128),
  'Title?': text(0, 64),
  'Surname?': text(0, 40),
  'GivenName?': text(0, 16),
  'Initials?': text(0, 5),
  'Pseudonym?': text(0, 128),
  'GenerationQualifier?': text(0, 3),
});
const revocation = record({
  'CrlConfiguration?': record({
    Enabled: flag,
    'ExpirationInDays?': whole(1, 5000),
    'CustomCname?': text(0, 253),
    'S3BucketName?': text(3, 255),
    'S3ObjectAcl?': oneOf('PUBLIC_READ', 'BUCKET_OWNER_FULL_CONTROL'),
  }),
  'OcspConfiguration?': record({ Enabled: flag, 'OcspCustomCname?': text(0, 253) }),
});
const tags = list(record({ Key: text(1, 128, tagText), 'Value?': text(0, 256, tagText) }), 1, 50);
const validity = record({
  Type: oneOf('END_DATE', 'ABSOLUTE', 'DAYS', 'MONTHS', 'YEARS'),
  Value: whole(1),
});
const paging: Members = { 'MaxResults?': whole(1, 1000), 'NextToken?': text(1, 43_739) };
const named: Members = { CertificateAuthorityArn: arn };
const resource: Members = { ResourceArn: arn };
const account = text(12, 12, /^\d+$/);
const principal = text(0, 128, /^[^*]+$/);

const inputs: Readonly<Record<string, Members>> = {
  CreateCertificateAuthority: {
    CertificateAuthorityConfiguration: record({
      KeyAlgorithm: oneOf(...keyAlgorithms),
      SigningAlgorithm: oneOf(...Object.keys(signingAlgorithms)),
      Subject: subject,
      'CsrExtensions?': anything,
    }),
    CertificateAuthorityType: oneOf('ROOT', 'SUBORDINATE'),
    'UsageMode?': oneOf('GENERAL_PURPOSE', 'SHORT_LIVED_CERTIFICATE'),
    'KeyStorageSecurityStandard?': oneOf(
      'FIPS_140_2_LEVEL_2_OR_HIGHER',
      'FIPS_140_2_LEVEL_3_OR_HIGHER',
      'CCPC_LEVEL_1_OR_HIGHER',
    ),
    'RevocationConfiguration?': revocation,
    'Tags?': tags,
    'IdempotencyToken?': token,
  },
  ListCertificateAuthorities: { ...paging, 'ResourceOwner?': oneOf('SELF', 'OTHER_ACCOUNTS') },
  DescribeCertificateAuthority: named,
  GetCertificateAuthorityCsr: named,
  GetCertificateAuthorityCertificate: named,
  ImportCertificateAuthorityCertificate: { ...named, Certificate: blob, 'CertificateChain?': text() },
  IssueCertificate: {
    ...named,
    Csr: blob,
    SigningAlgorithm: text(1),
    Validity: validity,
    'ValidityNotBefore?': validity,
    'TemplateArn?': arn,
    'ApiPassthrough?': anything,
    'IdempotencyToken?': token,
  },
  GetCertificate: { ...named, CertificateArn: arn },
  RevokeCertificate: {
    ...named,
    CertificateSerial: text(0, 128),
    RevocationReason: oneOf(
      'UNSPECIFIED',
      'KEY_COMPROMISE',
      'CERTIFICATE_AUTHORITY_COMPROMISE',
      'AFFILIATION_CHANGED',
      'SUPERSEDED',
      'CESSATION_OF_OPERATION',
      'PRIVILEGE_WITHDRAWN',
      'A_A_COMPROMISE',
    ),
  },
  UpdateCertificateAuthority: {
    ...named,
    'Status?': oneOf('CREATING', 'PENDING_CERTIFICATE', 'ACTIVE', 'DELETED', 'DISABLED', 'EXPIRED', 'FAILED'),
    'RevocationConfiguration?': revocation,
  },
  DeleteCertificateAuthority: { ...named, 'PermanentDeletionTimeInDays?': whole(7, 30) },
  RestoreCertificateAuthority: named,
  CreatePermission: {
    ...named,
    Principal: principal,
    'SourceAccount?': account,
    Actions: list(oneOf('IssueCertificate', 'GetCertificate', 'ListPermissions'), 1, 3),
  },
  ListPermissions: { ...named, ...paging },
  DeletePermission: { ...named, Principal: principal, 'SourceAccount?': account },
  PutPolicy: { ...resource, Policy: text(1, 81_920, latin) },
  GetPolicy: resource,
  DeletePolicy: resource,
  TagCertificateAuthority: { ...named, Tags: tags },
  UntagCertificateAuthority: { ...named, Tags: tags },
  ListTags: { ...named, ...paging },
};

/** Refuses a request that the API's model does not allow, and one for an operation that does not exist. */
export function demandInput(operation: string, asked: Fields): void {
  const members = Object.hasOwn(inputs, operation) ? inputs[operation] : undefined;
  if (members === undefined) throw refusal('json/unknown-operation', `acm-pca:${operation}`);
  demand(record(members), asked, '', (_, all) => refusal('acm-pca/malformed', all));
}
