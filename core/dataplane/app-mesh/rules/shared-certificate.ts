import { grouped } from '../live';
import { refusal, type Rule } from './rule';

/** One certificate in ACM serves one account: no other can have its key. */
export const sharedCertificate: Rule = (_, { certificates }) => {
  const specs = grouped(certificates, ({ key }) => key);
  return certificates.flatMap(({ key, at, account, source }) => {
    const first = specs.get(key)?.[0];
    return source.kind !== 'acm' || first === undefined || first.account === account
      ? []
      : [
          refusal(
            'tls/shared-certificate',
            at,
            `certificate "${key}" is presented in "${first.account}" and in "${account}", and ACM gives its key to one account`,
            "declare one for each account, or let meshspan issue them: { kind: 'issued' }",
          ),
        ];
  });
};
