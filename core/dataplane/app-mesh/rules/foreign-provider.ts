import { at as thing } from '../../../topology';
import { refusal, type Rule } from './rule';

/** A service's node or router is in its own account: only a route can wait for another account's stack. */
export const foreignProvider: Rule = (topology, { services }) =>
  services.flatMap(({ key, account }) => {
    const { at, provider } = thing(topology.services, key);
    const behind =
      provider.kind === 'workload'
        ? thing(topology.workloads, provider.workload)
        : provider.kind === 'router-of'
          ? thing(topology.services, provider.service)
          : undefined;
    if (behind === undefined || behind.account === account) return [];
    const fix =
      provider.kind === 'workload' ? `routes: [{ to: '${behind.key}' }]` : `account: '${behind.account}'`;
    return [
      refusal(
        'app-mesh/foreign-provider',
        at,
        `service "${key}" of "${account}" stands directly for "${behind.key}" of "${behind.account}"`,
        fix,
      ),
    ];
  });
