import { createHash } from 'node:crypto';
import { isKeyAlgorithm } from '../../x509/keys';
import type { Call } from '../call';
import { asAccount, callTo, textOf } from '../corrections/correction';
import { elementText } from '../corrections/xml';
import { zoneName, zonesOf } from '../corrections/zones';
import type { Fields } from '../json-protocol';
import type { Forward } from '../moto-proxy';
import type { World } from '../world';
import type { RequestedCertificate } from './certificate';
import { publicContent } from './public-authority';

/** The record that proves a name, the same for each certificate of an account. */
export interface ValidationRecord {
  readonly name: string;
  readonly value: string;
}

/** What ACM asks for as proof of a name: a wildcard has the record of the name below it. */
export function validationRecordOf(account: string, domain: string): ValidationRecord {
  const name = domain.replace(/^\*\./, '');
  const token = (what: string): string =>
    createHash('md5').update(`${account} ${name} ${what}`).digest('hex');
  return { name: `_${token('name')}.${name}.`, value: `_${token('value')}.acm-validations.aws.` };
}

/** The API's DomainValidationOptions. */
export const validationsOf = ({ account, names, content }: RequestedCertificate): readonly Fields[] =>
  names.map((domain) => {
    const { name, value } = validationRecordOf(account, domain);
    return {
      DomainName: domain,
      ValidationDomain: domain,
      ValidationMethod: 'DNS',
      ValidationStatus: content.kind === 'issued' ? 'SUCCESS' : 'PENDING_VALIDATION',
      ResourceRecord: { Name: name, Type: 'CNAME', Value: value },
    };
  });

/** Issues a public certificate that waits, once all its records are in public zones, whoever has these. */
export async function validate(
  certificate: RequestedCertificate,
  call: Call,
  forward: Forward,
  world: World,
): Promise<void> {
  const { account, names, keyAlgorithm, content } = certificate;
  if (content.kind !== 'pending' || !isKeyAlgorithm(keyAlgorithm)) return;
  for (const name of names)
    if (!(await isInDns(validationRecordOf(account, name), call, forward, world))) return;
  certificate.content = await publicContent(world, names, keyAlgorithm);
}

async function isInDns(
  record: ValidationRecord,
  call: Call,
  forward: Forward,
  world: World,
): Promise<boolean> {
  const zones = Object.entries(zonesOf(world)).filter(
    ([, { name, vpcs }]) => vpcs.length === 0 && zoneName(record.name).endsWith(`.${name}`),
  );
  for (const [id, { account }] of zones) {
    const query = new URLSearchParams({ name: record.name, type: 'CNAME', maxitems: '1' });
    const url = `/2013-04-01/hostedzone/${id}/rrset?${query.toString()}`;
    const asked = callTo(call, 'route53', { method: 'GET', url, body: '' });
    const found = textOf(await forward(asAccount(asked, account)));
    const isSame = (element: string, wanted: string): boolean =>
      zoneName(elementText(found, element) ?? '') === zoneName(wanted);
    if (isSame('Name', record.name) && isSame('Value', record.value)) return true;
  }
  return false;
}
