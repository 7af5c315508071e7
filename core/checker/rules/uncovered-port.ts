import { DOCUMENTS } from '../../dataplane/documents';
import { coverageOf } from '../caller';
import { edgeRule } from '../rule';
import { edgeText, valueText } from '../words';

export const uncoveredPort = edgeRule(
  {
    id: 'tls/uncovered-port',
    severity: 'warning',
    sentence: "a caller's policy names ports, but not the one that it calls",
    source: DOCUMENTS.tls,
  },
  (inspection) => {
    const { policy, listener } = inspection;
    if (
      inspection.kind !== 'call' ||
      policy === undefined ||
      listener === undefined ||
      coverageOf(policy, listener.port) !== false
    )
      return undefined;
    return {
      at: [...policy.at, 'ports'],
      summary: `${edgeText(inspection)}: the policy covers only ${policy.ports.map(valueText).join(', ')}, so the server alone decides about TLS and the trust is not applied`,
      fix: `add ${valueText(listener.port)} to the ports of the policy, or leave ports out to cover all`,
    };
  },
);
