import { privateCertificateAnswer, privateCertificates } from '../acm/private-certificates';
import { fieldsOf, listField } from '../json-protocol';
import { textOf, type Correction } from './correction';

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
  reason: 'moto knows only the certificates that it made itself',
  moto: '5.2.5',
  seen: '`aws acm list-certificates` lacks the private ones',
  async answer(call, forward, world) {
    const answer = await forward(call);
    if (answer.status !== 200) return answer;
    const listed = fieldsOf(textOf(answer));
    const all = [...listField(listed, 'CertificateSummaryList'), ...privateCertificates(world, call)];
    return { ...answer, body: JSON.stringify({ ...listed, CertificateSummaryList: all }) };
  },
};
