import { FORMS, fits } from '../../topology';
import type { PlaneRule } from '../contract';
import { hit } from '../hit';

/** Names that one certificate of ACM may have (ACM API, `DomainList`). */
const MOST_NAMES = 100;

/** Names in an issued certificate are DNS names as ACM accepts them, with a wildcard at most as the first label. */
export const certificateName: PlaneRule = {
  id: 'tls/certificate-name',
  severity: 'error',
  sentence: 'a name in an issued certificate is not a DNS name that ACM accepts',
  source: 'https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html',
  hitsOf: (_, { certificates }) =>
    certificates.flatMap(({ key, at, source }) => {
      if (source.kind !== 'issue') return [];
      const { names } = source;
      return [
        ...(names.length > MOST_NAMES
          ? [
              hit(
                at,
                `certificate "${key}" has ${names.length} names, and ACM accepts at most ${MOST_NAMES}`,
                `write at most ${MOST_NAMES} names, or give some of what presents it another certificate`,
              ),
            ]
          : []),
        ...names
          .filter((name) => !fits('certificate-name', name))
          .map((name) =>
            hit(
              at,
              `the name "${name}" of certificate "${key}" ${problemOf(name)}, and ACM refuses it`,
              `write another one where it comes from (hostname or service in the discovery of what presents it, namespace of its account, names of the certificate): ${FORMS['certificate-name'].takes}`,
            ),
          ),
      ];
    }),
};

/** What keeps a name out of a certificate, the most specific first. */
const PROBLEMS: readonly (readonly [
  applies: (name: string, labels: readonly string[]) => boolean,
  words: string,
])[] = [
  [
    ({ length }) => length > FORMS['certificate-name'].most,
    `has more than ${FORMS['certificate-name'].most} characters`,
  ],
  [(name) => name.includes('_'), 'has an underscore'],
  [
    (_, labels) => labels.slice(1).some((label) => label.includes('*')),
    'has a wildcard that is not its first label',
  ],
  [(_, labels) => labels.some((label) => label.length > 63), 'has a label of more than 63 characters'],
  [(_, labels) => labels.includes(''), 'has an empty label'],
  [(_, labels) => labels.filter((label) => label !== '*').length < 2, 'has only one label'],
  [(_, labels) => (labels.at(-1) ?? '').length < 2, 'has a last label of one character'],
  [(_, labels) => labels.some((label) => /^-|-$/.test(label)), 'has a label with a hyphen at one end'],
];

function problemOf(name: string): string {
  const labels = name.split('.');
  return PROBLEMS.find(([applies]) => applies(name, labels))?.[1] ?? 'is not a DNS name';
}
