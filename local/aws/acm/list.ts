import { defined } from '../../../core/base/properties';
import type { Call } from '../call';
import { listField, objectField, textField, type Fields } from '../json-protocol';
import { pageOf } from '../paging';
import { refusal } from '../rules';

/** Without a filter, ACM lists certificates with only these keys. */
const listedKeys = ['RSA_1024', 'RSA_2048'];

/** What certificates of private authorities are for (the template that ACM uses). */
const usages = ['DIGITAL_SIGNATURE', 'KEY_ENCIPHERMENT'];
const purposes = ['TLS_WEB_SERVER_AUTHENTICATION', 'TLS_WEB_CLIENT_AUTHENTICATION'];

/** The page of all certificates that a `ListCertificates` requests. */
export function listedCertificates(asked: Fields, all: readonly Fields[], { caller, region }: Call): Fields {
  if ((asked['SortBy'] === undefined) !== (asked['SortOrder'] === undefined))
    throw refusal('acm/sort', 'SortBy and SortOrder');
  const { NextToken: _, MaxItems: __, ...filters } = asked;
  const found = sorted(
    asked,
    all.filter((one) => fits(asked, one)),
  );
  const token = textField(asked, 'NextToken');
  const question = JSON.stringify(['acm', caller.account, region, filters]);
  const page = pageOf(found, Number(asked['MaxItems'] ?? 1000), token, question);
  if (page === undefined) throw refusal('acm/next-token', `NextToken "${token ?? ''}"`);
  return { CertificateSummaryList: page.items, ...defined({ NextToken: page.nextToken }) };
}

function fits(asked: Fields, { Status, KeyAlgorithm, ...certificate }: Fields): boolean {
  const includes = objectField(asked, 'Includes');
  const among = (values: readonly unknown[], ...own: readonly unknown[]): boolean =>
    values.length === 0 || own.some((one) => values.includes(one));
  const keys = listField(includes, 'keyTypes');
  const exported = certificate['Exported'] === true ? 'ENABLED' : 'DISABLED';
  return (
    among(listField(asked, 'CertificateStatuses'), Status) &&
    among(keys.length === 0 ? listedKeys : keys, String(KeyAlgorithm).replaceAll('-', '_')) &&
    among(listField(includes, 'keyUsage'), 'ANY', ...namesIn(certificate['KeyUsages'], usages)) &&
    among(
      listField(includes, 'extendedKeyUsage'),
      'ANY',
      ...namesIn(certificate['ExtendedKeyUsages'], purposes),
    ) &&
    among(certificate['Type'] === 'PRIVATE' ? [] : [includes['exportOption'] ?? exported], exported)
  );
}

/** The names of usages in moto's form or ours; the defaults where there are none. */
function namesIn(value: unknown, usual: readonly string[]): readonly unknown[] {
  return Array.isArray(value) ? value.map((one) => (one as Fields | null)?.['Name'] ?? one) : usual;
}

function sorted(asked: Fields, all: readonly Fields[]): readonly Fields[] {
  if (asked['SortBy'] === undefined) return all;
  const sign = asked['SortOrder'] === 'DESCENDING' ? -1 : 1;
  return all.toSorted((one, other) => sign * (timeOf(one) - timeOf(other)));
}

const timeOf = ({ CreatedAt }: Fields): number => (typeof CreatedAt === 'number' ? CreatedAt : 0);
