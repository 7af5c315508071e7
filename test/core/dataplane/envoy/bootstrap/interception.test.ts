import type { ProxySpec } from '../../../../../core/dataplane/envoy';
import { outboundOf, routeOf, yelbGate, yelbIntercepted } from './fixtures';
import { chainsOf, clusterNamed, filterOf, hostsOf, listenerNamed, listenersOf } from './read';
import { fieldOf } from '../../../../../core/base/json';

const calling = (...outbound: ProxySpec['outbound']): ProxySpec => ({ ...yelbIntercepted, outbound });

const chainAt = (proxy: ProxySpec, port: number): unknown =>
  chainsOf(listenerNamed(proxy, 'outbound')).find((chain) => fieldOf(chain, 'name') === `${port}`);

describe('what a redirected application may connect to', () => {
  it('arrives on loopback, so that nobody else can connect through it', () => {
    expect(listenerNamed(yelbIntercepted, 'outbound')).toMatchObject({
      address: { socket_address: { address: '127.0.0.1', port_value: 15_001 } },
      listener_filters: [
        { name: 'envoy.filters.listener.original_dst' },
        // Servers that speak first are not held up.
        {
          name: 'envoy.filters.listener.tls_inspector',
          filter_disabled: { not_match: { destination_port_range: { start: 443, end: 444 } } },
        },
      ],
    });
  });

  it('are services, each by its host, with the port or without', () => {
    const proxy = calling(outboundOf(), outboundOf({ name: 'cache_4567', host: 'yelb-cache' }));
    expect(hostsOf(filterOf(chainAt(proxy, 4567)))).toMatchObject([
      { domains: ['yelb-appserver', 'yelb-appserver:4567'] },
      { domains: ['yelb-cache', 'yelb-cache:4567'] },
    ]);
  });

  it('is one service of TCP on a port', () => {
    const proxy = calling(
      outboundOf({ protocol: 'tcp' }),
      outboundOf({
        name: 'b_4567',
        protocol: 'tcp',
        routes: [routeOf({ targets: [{ upstream: 'b', weight: 1 }] })],
      }),
    );
    expect(filterOf(chainAt(proxy, 4567))).toMatchObject({ cluster: 'appserver_appserver_4567' });
  });

  it('are the APIs of AWS', () => {
    const aws = chainsOf(listenerNamed(yelbIntercepted, 'outbound')).at(-1);
    expect(aws).toMatchObject({
      filter_chain_match: {
        destination_port: 443,
        server_names: ['*.amazonaws.com', '*.amazonaws.com.cn', '*.api.aws'],
      },
    });
    expect(filterOf(aws)).toMatchObject({ cluster: 'original/destination' });
    expect(clusterNamed(yelbIntercepted, 'original/destination')).toMatchObject({
      type: 'ORIGINAL_DST',
      lb_policy: 'CLUSTER_PROVIDED',
    });
  });

  it('is nothing else, unless the egress is open', () => {
    expect(listenerNamed(yelbIntercepted, 'outbound')).not.toHaveProperty('default_filter_chain');
    expect(hostsOf(filterOf(chainAt(yelbIntercepted, 4567)))).toHaveLength(1);
    const open = { ...yelbIntercepted, egress: 'ALLOW_ALL' } as const;
    expect(filterOf(fieldOf(listenerNamed(open, 'outbound'), 'default_filter_chain'))).toMatchObject({
      cluster: 'original/destination',
    });
    expect(hostsOf(filterOf(chainAt(open, 4567)))).toMatchObject([
      { domains: ['yelb-appserver', 'yelb-appserver:4567'] },
      { domains: ['*'], routes: [{ route: { cluster: 'original/destination' } }] },
    ]);
  });
});

it('a gateway has no application whose connections could be redirected', () => {
  const gate = { ...yelbGate, interception: 'iptables' } as const;
  expect(listenersOf(gate)).toEqual(listenersOf(yelbGate));
});
