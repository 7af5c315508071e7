import type { Fields } from '../json-protocol';
import { refusal } from '../rules';
import { demand, list, oneOf, record, text, whole, type Members } from '../shape';
import { keyAlgorithms } from '../../x509/keys';

/** The members of each operation, as the API lists them (https://docs.aws.amazon.com/acm/latest/APIReference). */
const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const arn = text(20, 2048);
const named: Members = { CertificateArn: arn };
const tags = list(record({ Key: text(1, 128, tagText), 'Value?': text(0, 256, tagText) }), 1, 50);
const options = record({
  'CertificateTransparencyLoggingPreference?': oneOf('ENABLED', 'DISABLED'),
  'Export?': oneOf('ENABLED', 'DISABLED'),
});
/** Their length and form have rules of their own. */
const domain = text();
/** AWS's own list; a private authority of the local AWS supports some of them. */
export const allKeyAlgorithms = [...keyAlgorithms, 'RSA_1024'];
const words = list(text());

const inputs: Readonly<Record<string, Members>> = {
  RequestCertificate: {
    DomainName: domain,
    'SubjectAlternativeNames?': list(domain, 1, 100),
    'CertificateAuthorityArn?': arn,
    'KeyAlgorithm?': text(),
    'IdempotencyToken?': text(1, 32, /^\w+$/),
    'ValidationMethod?': oneOf('DNS', 'EMAIL', 'HTTP'),
    'Options?': options,
    'Tags?': tags,
  },
  ListCertificates: {
    'CertificateStatuses?': words,
    'Includes?': record({
      'extendedKeyUsage?': words,
      'keyUsage?': words,
      'keyTypes?': list(oneOf(...allKeyAlgorithms)),
      'exportOption?': oneOf('ENABLED', 'DISABLED'),
    }),
    'MaxItems?': whole(1, 1000),
    'NextToken?': text(1, 10_000),
    'SortBy?': oneOf('CREATED_AT'),
    'SortOrder?': oneOf('ASCENDING', 'DESCENDING'),
  },
  DescribeCertificate: named,
  GetCertificate: named,
  ExportCertificate: { ...named, 'Passphrase?': text() },
  RenewCertificate: named,
  UpdateCertificateOptions: { ...named, Options: options },
  DeleteCertificate: named,
  ListTagsForCertificate: named,
  AddTagsToCertificate: { ...named, Tags: tags },
  RemoveTagsFromCertificate: { ...named, Tags: tags },
};

/** Refuses a request that the API's model does not allow. */
export function demandInput(operation: string, asked: Fields): void {
  const members = Object.hasOwn(inputs, operation) ? inputs[operation] : undefined;
  if (members !== undefined) demand(record(members), asked, '', (_, all) => refusal('acm/malformed', all));
}
