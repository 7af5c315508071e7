import { bootstrapOf, type ProxySpec } from '../../../../../core/dataplane/envoy';
import { fieldOf } from '../../../../../core/base/json';

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const named = (list: unknown, name: string): unknown =>
  listOf(list).find((item) => fieldOf(item, 'name') === name);

/** The listeners of a proxy's bootstrap. */
export const listenersOf = (proxy: ProxySpec): readonly unknown[] =>
  listOf(fieldOf(bootstrapOf(proxy), 'static_resources', 'listeners'));

export const listenerNamed = (proxy: ProxySpec, name: string): unknown => named(listenersOf(proxy), name);

/** The clusters of a proxy's bootstrap. */
export const clustersOf = (proxy: ProxySpec): readonly unknown[] =>
  listOf(fieldOf(bootstrapOf(proxy), 'static_resources', 'clusters'));

export const clusterNamed = (proxy: ProxySpec, name: string): unknown => named(clustersOf(proxy), name);

/** The filter chains of a listener. */
export const chainsOf = (listener: unknown): readonly unknown[] => listOf(fieldOf(listener, 'filter_chains'));

/** Configuration of the network filter of a chain. */
export const filterOf = (chain: unknown): unknown =>
  fieldOf(listOf(fieldOf(chain, 'filters'))[0], 'typed_config');

/** Context of the TLS of a chain or a cluster. */
export const tlsOf = (owner: unknown): unknown => fieldOf(owner, 'transport_socket', 'typed_config');

/** Virtual hosts of a connection manager of HTTP. */
export const hostsOf = (filter: unknown): readonly unknown[] =>
  listOf(fieldOf(filter, 'route_config', 'virtual_hosts'));

/** Routes of the first virtual host of a listener's first chain. */
export const routesOf = (listener: unknown): readonly unknown[] =>
  listOf(fieldOf(hostsOf(filterOf(chainsOf(listener)[0]))[0], 'routes'));
