import { pathText, type Path, type Service, type Topology } from '../../topology';
import { DOCUMENTS } from '../../dataplane/documents';
import { REASONS } from '../reasons';
import type { Inspection } from '../edges';
import type { CheckerRule } from '../rule';
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
    "write what callers from outside require of TLS (callers: { trust, names }) where they use it, or mode: 'PERMISSIVE' at the listener",
  'server-usage-mismatch': "present a certificate whose usages include 'server'",
  'client-certificate-missing':
    "name a certificate in a policy of the caller that covers the port, or write clients: 'none' in tls of the listener (a load balancer has none to present)",
  'client-usage-mismatch': "present a certificate whose usages include 'client'",
  'no-workload': 'give the service a workload that listens (to: WORKLOAD), or drop the call',
  'no-listener':
    'add a listener with this port to the workload, or name a port on which it listens at the route or entry',
  'not-discoverable': "give the workload a discovery, such as { kind: 'cloud-map' }",
};

/** An application that terminates TLS itself has no mode, and no policy applies to its callers. */
const fixOf = ({ edge: { reason }, listener }: Inspection): string | undefined =>
  reason === 'outside-needs-tls' && listener?.tls.kind === 'application'
    ? "drop callers, since the application itself uses TLS with them, or write tls: 'none' at the listener of an application that expects plaintext"
    : FIXES[reason];

/** Where the workloads behind a service are retired: the place that retires them. */
function retiredBehind({ services, workloads, accounts }: Topology, end: string): Path | undefined {
  const [kind, key = ''] = end.split('/');
  const service = kind === 'service' ? services[key] : undefined;
  const behind = service === undefined ? [key] : workloadsBehind(service);
  for (const workload of behind.flatMap((name) => workloads[name] ?? [])) {
    if (workload.retired) return workload.at;
    const account = accounts[workload.account];
    if (account?.retired === true) return account.at;
  }
  const account = service === undefined ? undefined : accounts[service.account];
  return account?.retired === true ? account.at : undefined;
}

const workloadsBehind = ({ provider }: Service): readonly string[] =>
  provider.kind === 'workload'
    ? [provider.workload]
    : provider.kind === 'router'
      ? provider.router.routes.flatMap(({ targets }) => targets.map(({ workload }) => workload))
      : [];

export const broken: CheckerRule = {
  id: 'tls/broken',
  severity: 'error',
  sentence: 'a call or an entry does not connect',
  source: DOCUMENTS.tls,
  hitsOf: ({ topology, inspections }) =>
    inspections.flatMap((inspection) => {
      const { verdict, reason, server, at } = inspection.edge;
      const fix = fixOf(inspection);
      if (verdict !== 'broken' || fix === undefined) return [];
      const retired = reason === 'no-workload' ? retiredBehind(topology, server) : undefined;
      if (retired === undefined)
        return [{ at, summary: `${edgeText(inspection)}: ${REASONS[reason].sentence}`, fix }];
      const place = pathText(retired);
      const summary = `${edgeText(inspection)}: its target is retired (${place})`;
      return [{ at, summary, fix: `drop the call, or drop retired at ${place}` }];
    }),
};
