import { DOCUMENTS } from '../../dataplane/documents';
import type { CheckerRule } from '../rule';
import { valueText } from '../words';

export const permissive: CheckerRule = {
  id: 'tls/permissive',
  severity: 'warning',
  sentence: 'a listener also accepts plaintext',
  source: DOCUMENTS.tls,
  hitsOf: ({ lowered }) =>
    lowered.parties.flatMap(({ key, listeners }) =>
      listeners.flatMap(({ at, port, tls }) => {
        if (tls.kind !== 'mesh' || tls.mode !== 'PERMISSIVE') return [];
        const asks = tls.validation ? ', so a caller without a certificate gets in' : '';
        return [
          {
            at,
            summary: `listener ${valueText(port)} of "${key}" is PERMISSIVE and also accepts plaintext${asks}`,
            fix: `write mode: 'STRICT' as soon as every caller of "${key}" uses TLS`,
          },
        ];
      }),
    ),
};
