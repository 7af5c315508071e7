import { requestedCertificateAnswer, requestedCertificates } from '../acm/requested-certificates';
import { demandInput } from '../acm/inputs';
import { listedCertificates } from '../acm/list';
import { fieldsOf, listField, targetAnswer, type Fields } from '../json-protocol';
import { targetCall, textOf, type Correction } from './correction';

/**
 * The local AWS issues certificates itself: of private authorities from the one that the request names, and public ones once
 * the records exist that prove their names.
 */
export const acmPrivateCertificates: Correction = {
  service: 'acm',
  operations: 'all',
  reason:
    'in AWS the authority that a request names signs a private certificate for 13 months, and the certificate fails where the authority may not or cannot issue it; a public one waits until DNS has a record for each name, and nobody exports it; in moto every certificate is self-signed, for a year, and a public one is issued after a minute, whatever is in DNS',
  moto: '5.2.5',
  seen: 'openssl verify of an aws_acm_certificate with certificate_authority_arn fails',
  answer: async (call, forward, world) =>
    (await requestedCertificateAnswer(world, call, forward)) ?? (await forward(call)),
};

/** The list contains moto's certificates (imported, public) and those of the local AWS. */
export const acmListWithPrivate: Correction = {
  service: 'acm',
  operations: ['ListCertificates'],
  reason:
    'AWS filters by state, key and usage (without a filter it lists only RSA keys of 1024 and 2048 bits) and returns pages; moto lists only the certificates that it created itself, without pages',
  moto: '5.2.5',
  seen: '`aws acm list-certificates` does not list the private ones',
  async answer(call, forward, world) {
    // All of moto's: filters, order and pages apply to both together.
    const answer = await forward(targetCall(call, 'acm', 'CertificateManager.ListCertificates', {}));
    if (answer.status !== 200) return answer;
    const motos = listField(fieldsOf(textOf(answer)), 'CertificateSummaryList') as readonly Fields[];
    const all = [...motos, ...requestedCertificates(world, call)];
    return await targetAnswer(call, (asked) => {
      demandInput('ListCertificates', asked);
      return listedCertificates(asked, all, call);
    });
  },
};
