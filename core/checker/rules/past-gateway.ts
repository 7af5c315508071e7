import { groupedBy } from '../../base/collections';
import { sameValue } from '../../dataplane/live';
import type { CheckerRule } from '../rule';

const isOfGateway = (party: string): boolean => party.startsWith('gateway/');

/** A load balancer that leads to the tasks behind a gateway leaves out what the gateway does. */
export const pastGateway: CheckerRule = {
  id: 'entry/past-gateway',
  severity: 'warning',
  sentence: 'an entry leads to a listener to which a gateway routes, so its callers bypass the gateway',
  source: 'https://docs.aws.amazon.com/app-mesh/latest/userguide/virtual_gateways.html',
  hitsOf: ({ lowered: { parties, connections } }) => {
    const routed = groupedBy(
      connections.filter(({ client, flaw }) => isOfGateway(client) && flaw === undefined),
      ({ server }) => server,
    );
    return parties.flatMap(({ id, key, entries }) =>
      entries.flatMap(({ at, listener }) => {
        const through = (routed.get(id) ?? []).find(({ port }) => sameValue(port, listener));
        if (through === undefined) return [];
        const gateway = through.client.slice('gateway/'.length);
        return [
          {
            at,
            summary: `the entry leads to "${key}" itself, and gateway "${gateway}" routes there too: who comes by the entry bypasses its routes and its rewrites`,
            fix: `drop the entry, and give gateway "${gateway}" one; where both ways are meant, accept: [{ finding: 'entry/past-gateway', because: … }]`,
          },
        ];
      }),
    );
  },
};
