import { DOCUMENTS } from '../../documents';
import { isOfAcm } from '../../tls-flaws';
import { listenerFlawOf } from '../tls-flaws';
import { policiesOf } from '../../beliefs';
import { hit } from '../../hit';
import type { AppMeshRule } from './rule';

/** Mutual TLS supports files or SDS on both sides, never ACM (mutual TLS user guide). */
export const acmMutual: AppMeshRule = {
  id: 'tls/acm-mutual',
  severity: 'error',
  sentence: 'a client certificate is from ACM, or a listener verifies its callers by a private CA of ACM',
  source: DOCUMENTS.mutualTls,
  unbuildable: true,
  hitsOf: (topology, lowered) => [
    ...policiesOf(lowered).flatMap(({ party, policy }) => {
      if (policy.certificate === undefined) return [];
      const key = policy.certificate;
      if (!isOfAcm(topology, key)) return [];
      const summary = `"${party.key}" presents certificate "${key}" from ACM, and App Mesh lets callers present only files or SDS`;
      return [hit(policy.at, summary, `change "${key}" to kind file or sds, or drop it from the policy`)];
    }),
    ...lowered.parties.flatMap(({ key, listeners }) =>
      listeners
        .filter((listener) => listenerFlawOf(listener) !== undefined)
        .map(({ at }) =>
          hit(
            at,
            `"${key}" asks callers for certificates of a private CA, and App Mesh accepts only a file or SDS there`,
            "trust the CA by its chain file: { kind: 'file', chain: '…' }",
          ),
        ),
    ),
  ],
};
