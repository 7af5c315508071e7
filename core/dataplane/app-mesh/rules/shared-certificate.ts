import { refusal, type Rule } from './rule';

/** One certificate in ACM serves one account: no other can have its key. */
export const sharedCertificate: Rule = (_, { certificates }) =>
  certificates.flatMap(({ key, at, account, source }) => {
    const first = certificates.find((other) => other.key === key);
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
