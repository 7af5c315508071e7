import { DOCUMENTS } from '../documents';
import { groupedBy } from '../../base/collections';
import type { PlaneRule } from '../contract';
import { hit } from '../hit';

/** One certificate in ACM serves one account: no other can have its key. */
export const sharedCertificate: PlaneRule = {
  id: 'tls/shared-certificate',
  severity: 'error',
  sentence: 'a certificate in ACM is presented in two accounts',
  source: DOCUMENTS.tls,
  hitsOf: (_, { certificates }) => {
    const specs = groupedBy(certificates, ({ key }) => key);
    return certificates.flatMap(({ key, at, account, source }) => {
      const first = specs.get(key)?.[0];
      return source.kind !== 'acm' || first === undefined || first.account === account
        ? []
        : [
            hit(
              at,
              `certificate "${key}" is presented in "${first.account}" and in "${account}", and ACM gives its key to only one account`,
              "declare one for each account, or let meshspan issue them: { kind: 'issued' }",
            ),
          ];
    });
  },
};
