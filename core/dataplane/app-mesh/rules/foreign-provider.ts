import { at as thing } from '../../../topology';
import { DOCUMENTS } from '../../documents';
import { hit } from '../../hit';
import type { AppMeshRule } from './rule';

/** A service's node or router is in its own account: only a route can wait for another account's stack. */
export const foreignProvider: AppMeshRule = {
  id: 'app-mesh/foreign-provider',
  severity: 'error',
  sentence: 'a service leads directly to a workload or router of another account',
  source: DOCUMENTS.services,
  unbuildable: true,
  hitsOf: (topology, { services }) =>
    services.flatMap(({ key, account }) => {
      const { at, provider, existing } = thing(topology.services, key);
      const behind =
        provider.kind === 'workload'
          ? thing(topology.workloads, provider.workload)
          : provider.kind === 'router-of'
            ? thing(topology.services, provider.service)
            : undefined;
      if (existing || behind === undefined || behind.account === account) return [];
      const fix =
        provider.kind === 'workload' ? `routes: [{ to: '${behind.key}' }]` : `account: '${behind.account}'`;
      return [
        hit(
          at,
          `service "${key}" of "${account}" leads directly to "${behind.key}" of "${behind.account}"`,
          fix,
        ),
      ];
    }),
};
