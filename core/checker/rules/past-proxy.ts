import { DOCUMENTS } from '../../dataplane/documents';
import { edgeRule } from '../rule';
import { edgeText, valueText } from '../words';

export const pastProxy = edgeRule(
  {
    id: 'entry/past-proxy',
    severity: 'warning',
    sentence: 'an entry leads to a port on which the workload has no listener, so it bypasses the proxy',
    source: DOCUMENTS.nodes,
  },
  (inspection) => {
    if (inspection.edge.reason !== 'past-the-proxy' || inspection.server === undefined) return undefined;
    const { key, listeners } = inspection.server;
    const ports = listeners.map(({ port }) => valueText(port)).join(', ');
    const reach =
      ports === ''
        ? 'add a listener on that port'
        : `write listener: ${ports.includes(',') ? `one of ${ports}` : ports}, or add a listener on that port`;
    return {
      summary: `${edgeText(inspection)}: "${key}" has no listener on this port, so the traffic bypasses its proxy, and the mesh does not encrypt it`,
      fix: reach,
    };
  },
);
