import type { Rule } from '../rule';

export const egressAllowAll: Rule = {
  id: 'mesh/egress-allow-all',
  severity: 'warning',
  sentence: 'workloads may send anywhere outside the mesh',
  hitsOf: ({ topology: { mesh } }) =>
    mesh.egress === 'ALLOW_ALL'
      ? [
          {
            at: ['mesh', 'egress'],
            summary:
              'with egress ALLOW_ALL every workload may send anything to anyone outside the mesh, unverified',
            fix: "write egress: 'DROP_ALL', and model what is outside as a workload with a discovery",
          },
        ]
      : [],
};
