import { contentId, type Asset } from '../../../planner';
import { at, type Service, type Topology } from '../../../topology';
import { createdOf, liveWorkloadsOf } from '../../live';
import { placeholderOf, zoneNameOf } from '../../service-names';
import { localAddressOf } from '../local-addresses';
import type { EnvoyContent } from './contents';

/** Of the block for documentation (RFC 5737): the kernel redirects what is sent there to the proxy. */
const REDIRECTED_ADDRESS = '192.0.2.1';

/**
 * The names of services in zones of ours. One without a record is listed too: its name may have been, or become, that
 * of a workload's Cloud Map service, of which Cloud Map allows one.
 */
export function serviceNameAssets(topology: Topology): readonly Asset[] {
  const direct = directlyCalled(topology);
  return createdOf(topology.services).flatMap((service): readonly Asset[] => {
    const { key, account, provider } = service;
    const zoneName = zoneNameOf(topology, service);
    if (zoneName === undefined) return [];
    const hasRecord = placeholderOf(topology, service) !== undefined;
    const content: EnvoyContent = {
      id: contentId(account, 'service-name', key),
      kind: 'service-name',
      service: key,
      zoneName,
      ...(hasRecord ? { address: addressOf(service, direct) } : {}),
    };
    return [
      {
        content,
        account,
        tier: 'workloads',
        reads: hasRecord ? [{ kind: 'namespace-id', account }] : [],
        follows: [],
        names: [],
        outputs: [],
        concerns: [
          at(topology.accounts, account),
          ...(provider.kind === 'workload' ? [at(topology.workloads, provider.workload)] : []),
        ],
      },
    ];
  });
}

/** Where an application that does nothing but resolve the name reaches its proxy. */
const addressOf = ({ key, name }: Service, direct: Directly): string =>
  direct.get(key) === false ? REDIRECTED_ADDRESS : localAddressOf(name);

/**
 * By service, whether any caller connects to its proxy directly. What is sent to an address of the machine itself is
 * not redirected, so callers whose connections are intercepted need another.
 */
type Directly = ReadonlyMap<string, boolean>;

function directlyCalled(topology: Topology): Directly {
  const found = new Map<string, boolean>();
  for (const { calls, interception } of liveWorkloadsOf(topology))
    for (const { service } of calls)
      found.set(service, interception === 'none' || found.get(service) === true);
  return found;
}
