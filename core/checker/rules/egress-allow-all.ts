import { DOCUMENTS } from '../../dataplane/documents';
import type { CheckerRule } from '../rule';

export const egressAllowAll: CheckerRule = {
  id: 'mesh/egress-allow-all',
  severity: 'warning',
  sentence: 'workloads may send anywhere outside the mesh',
  source: DOCUMENTS.egress,
  hitsOf: ({ topology: { mesh } }) =>
    mesh.egress === 'ALLOW_ALL'
      ? [
          {
            at: ['mesh', 'egress'],
            summary:
              'with egress ALLOW_ALL every workload may send anything to any host outside the mesh, unverified',
            fix: "write egress: 'DROP_ALL', and make each thing outside a workload that others call: discovery: { kind: 'dns', hostname: 'HOST' } and listens: { port: PORT, protocol: 'tcp', tls: 'application' }; then its callers alone may send there, on that port. Where one workload calls several of them, only one may have a port: services: { KEY: { routes: [{ to: 'KEY' }], routerListens: { port: OTHER, protocol: 'tcp' } } } has callers use port OTHER for what itself listens on PORT",
          },
        ]
      : [],
};
