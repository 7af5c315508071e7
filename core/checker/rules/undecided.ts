import { quotedList } from '../../base/text';
import { edgeRule } from '../rule';
import { edgeText } from '../words';

export const undecided = edgeRule(
  {
    id: 'tls/undecided',
    severity: 'warning',
    sentence: 'the verdict of an edge hangs on something that the topology does not say',
    source: 'meshspan',
  },
  (inspection) => {
    const { missing, edge, listener } = inspection;
    if (missing === undefined) return undefined;
    const steps = [
      ...(missing.facts.length > 0
        ? [`state ${missing.facts.join(', ')} (facts of a certificate, authorities of a trust or authority)`]
        : []),
      ...(missing.parameters.length > 0
        ? [
            `pass ${missing.parameters.map((name) => `--set ${name}=VALUE`).join(' ')}, or give ${quotedList(missing.parameters)} a default`,
          ]
        : []),
    ];
    const { service, server } = edge;
    const undescribed = service !== undefined && server === `service/${service}`;
    if (undescribed)
      return {
        summary: `${edgeText(inspection)}: cannot be decided without ${edge.missing ?? ''}`,
        fix: `describe it: add workloads: { NAME: { account: …, existing: true, listens: … } }, and to: NAME at services.${service}`,
      };
    const passed = listener?.tls.kind === 'application';
    return {
      summary: `${edgeText(inspection)}: nobody can tell without ${edge.missing ?? ''}`,
      fix: passed
        ? "give the call policy: 'none', so that the two applications speak TLS to each other"
        : steps.join('; '),
    };
  },
);
