import { quotedList } from '../../base/text';
import { DOCUMENTS } from '../../dataplane/documents';
import type { CheckerRule } from '../rule';

export const enforceOff: CheckerRule = {
  id: 'tls/enforce-off',
  severity: 'warning',
  sentence: 'a policy of a caller does not enforce TLS',
  source: DOCUMENTS.tls,
  hitsOf: ({ lowered }) =>
    lowered.parties.flatMap(({ key, backends, backendDefaults }) =>
      [
        { policy: backendDefaults, towards: 'all its services' },
        ...backends.map(({ clientPolicy, service }) => ({
          policy: clientPolicy,
          towards: quotedList([service]),
        })),
      ].flatMap(({ policy, towards }) =>
        policy?.kind === 'tls' && policy.enforce === false
          ? [
              {
                at: policy.at,
                summary: `the policy of "${key}" towards ${towards} does not enforce TLS, so it does not verify the server and accepts plaintext`,
                fix: 'write enforce: true',
              },
            ]
          : [],
      ),
    ),
};
