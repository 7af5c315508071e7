import { privateCertificateAnswer, privateCertificates } from '../acm/private-certificates';
import { demandInput } from '../acm/inputs';
import { listedCertificates } from '../acm/list';
import { fieldsOf, listField, targetAnswer, type Fields } from '../json-protocol';
import { targetCall, textOf, type Correction } from './correction';

/** Certificates of private authorities are ours: issued by the authority that the request names. */
export const acmPrivateCertificates: Correction = {
  service: 'acm',
  operations: 'all',
  reason:
    'AWS has a private certificate signed by the authority it names, for 13 months, and fails it where the authority may not or can not; moto signs every certificate with itself, for a year',
  moto: '5.2.5',
  seen: 'openssl verify of an aws_acm_certificate with certificate_authority_arn fails',
  answer: async (call, forward, world) =>
    (await privateCertificateAnswer(world, call)) ?? (await forward(call)),
};

/** The list has moto's certificates (imported, public) and ours. */
export const acmListWithPrivate: Correction = {
  service: 'acm',
  operations: ['ListCertificates'],
  reason:
    'AWS filters by state, key and usage (without a filter it lists RSA keys of 1024 and 2048 bits alone) and answers in pages; moto knows only the certificates that it made itself, and has no pages',
  moto: '5.2.5',
  seen: '`aws acm list-certificates` lacks the private ones',
  async answer(call, forward, world) {
    // All of moto's: the filters, the order and the pages are for both together.
    const answer = await forward(targetCall(call, 'acm', 'CertificateManager.ListCertificates', {}));
    if (answer.status !== 200) return answer;
    const motos = listField(fieldsOf(textOf(answer)), 'CertificateSummaryList') as readonly Fields[];
    const all = [...motos, ...privateCertificates(world, call)];
    return await targetAnswer(call, (asked) => {
      demandInput('ListCertificates', asked);
      return listedCertificates(asked, all, call);
    });
  },
};
