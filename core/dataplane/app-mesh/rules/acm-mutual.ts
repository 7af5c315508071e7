import { at as thing } from '../../../topology';
import { beliefsOf, policiesOf } from '../walk';
import { refusal, type Rule } from './rule';

/** Mutual TLS takes files or SDS on both sides, never ACM (mutual TLS user guide). */
export const acmMutual: Rule = (topology, lowered) => [
  ...policiesOf(lowered).flatMap(({ party, policy }) => {
    if (policy.certificate === undefined) return [];
    const { key, kind } = thing(topology.certificates, policy.certificate);
    if (kind === 'file' || kind === 'sds') return [];
    const summary = `"${party.key}" shows certificate "${key}" from ACM, and App Mesh lets callers show only files or SDS`;
    return [
      refusal(
        'tls/acm-mutual',
        policy.at,
        summary,
        `make "${key}" of kind file or sds, or drop it from the policy`,
      ),
    ];
  }),
  ...beliefsOf(lowered).flatMap(({ at, side, party, trust }) => {
    if (side !== 'listener' || trust.kind !== 'private-ca') return [];
    const summary = `"${party.key}" asks callers for certificates of a private CA, and App Mesh takes only a file or SDS there`;
    return [
      refusal('tls/acm-mutual', at, summary, "trust the CA by its chain file: { kind: 'file', chain: '…' }"),
    ];
  }),
];
