import { DOCUMENTS } from '../../dataplane/documents';
import { REASONS } from '../reasons';
import { edgeRule } from '../rule';
import { edgeText } from '../words';
import type { Reason } from '../verdict';

/** What to do about each way to break that has no rule of its own. */
export const FIXES: Readonly<Partial<Record<Reason, string>>> = {
  'server-has-no-tls':
    "give the listener tls: { mode: 'STRICT' }, or the caller policy: 'none' (a load balancer inside: 'plain')",
  'server-tls-disabled':
    "write mode: 'STRICT' at the listener, or give the caller policy: 'none' (a load balancer inside: 'plain')",
  'server-requires-tls': "write inside: 'encrypted' at the entry",
  'outside-needs-tls':
    "write what callers from outside ask of TLS (callers: { trust, names }) where they speak it, or mode: 'PERMISSIVE' at the listener",
  'server-usage-mismatch': "present a certificate whose usages include 'server'",
  'client-certificate-missing':
    'name a certificate in a policy of the caller that covers the port, or drop clients at the listener (a load balancer has none to show)',
  'client-usage-mismatch': "show a certificate whose usages include 'client'",
  'no-workload': 'give the service a workload that listens, or drop the call',
  'no-listener': 'add a listener with this port to the workload, or correct the port of the route or entry',
  'not-discoverable': 'give the workload a discovery',
};

export const broken = edgeRule(
  {
    id: 'tls/broken',
    severity: 'error',
    sentence: 'a call or an entry does not connect',
    source: DOCUMENTS.tls,
  },
  (inspection) => {
    const { verdict, reason } = inspection.edge;
    const fix = FIXES[reason];
    if (verdict !== 'broken' || fix === undefined) return undefined;
    return { summary: `${edgeText(inspection)}: ${REASONS[reason].sentence}`, fix };
  },
);
