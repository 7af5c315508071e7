import { quotedList } from '../../base/text';
import { edgeRule } from '../rule';
import { edgeText } from '../words';

export const undecided = edgeRule(
  {
    id: 'tls/undecided',
    severity: 'warning',
    sentence: 'the verdict of an edge depends on something that the topology does not state',
    source: 'meshspan',
  },
  (inspection) => {
    const { missing, edge, kind, listener } = inspection;
    if (missing === undefined) return undefined;
    const steps = [
      ...missing.facts.map(({ how }) => how),
      ...(missing.parameters.length > 0
        ? [
            `pass ${missing.parameters.map((name) => `--set ${name}=VALUE`).join(' ')}, or give ${quotedList(missing.parameters)} a default`,
          ]
        : []),
    ];
    const passed = listener?.tls.kind === 'application';
    return {
      summary: `${edgeText(inspection)}: cannot be decided without ${edge.missing ?? ''}`,
      fix:
        passed && kind === 'entry'
          ? 'leave callers out: the application itself uses TLS with them'
          : steps.join('; '),
    };
  },
);
