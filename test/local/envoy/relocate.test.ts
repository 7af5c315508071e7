import type { ProxySpec } from '../../../core/dataplane/envoy';
import { relocate } from '../../../local/envoy/relocate';
import { variants } from '../../cases/variants';
import { kinds } from '../../envoy/lab/kinds';
import { judgedNow, proxiesFor } from '../../envoy/lab/measured';

const place = { network: '127.200', folder: '/lab' };
const topologies = Object.entries({ ...kinds, yelb: variants['yelb'], ring: variants['calling each other'] });
const planes = ['envoy', 'app-mesh'] as const;
const cases = topologies.flatMap(([name, written]) => planes.map((plane) => [name, plane, written] as const));

/** Where two values differ, with the names of a list's items replaced by `*`. */
function differences(one: unknown, other: unknown, path = ''): readonly string[] {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null)
    return one === other ? [] : [path];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) => {
    const [left, right] = [one, other].map((each) => (each as Readonly<Record<string, unknown>>)[key]);
    const step = Array.isArray(one) ? '*' : key;
    return differences(left, right, path === '' ? step : `${path}.${step}`);
  });
}

/** All that may differ between what is deployed and what the lab runs. */
const ALLOWED: readonly RegExp[] = [
  /^(bind|folder|admin\.address|accessLog\.path)$/,
  /^inbound\.\*\.(port|application\.(address|port))$/,
  /^outbound\.\*\.local\.(address|port)$/,
  /^upstreams\.\*\.endpoints\.\*\.(address|port)$/,
  /^certificates\.\*\.source\.(kind|secret|chain|privateKey|passphrase)$/,
  /^trusts\.\*\.source\.(kind|secret|bundle)$/,
  // They answer the health check of a container, and receive traces beside it: the lab has neither.
  /^(probes|tracing)$/,
];

describe.each(cases)('%s on %s', (_name, plane, written) => {
  const proxies = proxiesFor(judgedNow(written as NonNullable<typeof written>, plane));
  const moved = relocate(proxies, place);

  it('differs in addresses, ports and paths alone', () => {
    for (const [index, proxy] of proxies.entries()) {
      const other = moved.proxies[index] as ProxySpec;
      const deployed = other.outbound.filter(({ name }) => !name.startsWith('lab_'));
      const found = differences(proxy, { ...other, outbound: deployed });
      expect(found.filter((path) => !ALLOWED.some((allowed) => allowed.test(path)))).toEqual([]);
    }
  });

  it('has no socket twice, and none that needs a privilege', () => {
    const sockets = [
      ...moved.proxies.flatMap(({ bind, admin, inbound, outbound }) => [
        admin,
        ...inbound.map(({ port }) => ({ address: bind, port })),
        ...outbound.flatMap(({ local }) => local ?? []),
      ]),
      ...moved.lines.flatMap(({ listen }) => listen),
      ...moved.applications.map(({ socket }) => socket),
    ];
    const texts = sockets.map(({ address, port }) => `${address}:${port}`);
    expect(new Set(texts).size).toBe(texts.length);
    for (const { address, port } of sockets) {
      expect(address).toMatch(/^127\.200\./);
      expect(port).toBeGreaterThanOrEqual(1024);
    }
  });

  it('has a way to every upstream, and every line leads to its server', () => {
    for (const { id, upstreams } of moved.proxies)
      for (const { name } of upstreams)
        expect(moved.ways.some(({ client, upstream }) => client === id && upstream === name)).toBe(true);
    for (const { to, upstream } of moved.lines) {
      const server = moved.proxies.find(({ id }) => id === upstream.server);
      expect(to?.address).toBe(server?.bind);
    }
  });

  it('is the same every time', () => {
    expect(relocate(proxies, place)).toEqual(moved);
  });
});

test('an intercepted proxy gets listeners of its own, and an upstream of IPv6 an address of IPv4', () => {
  const [ui] = proxiesFor(
    judgedNow(variants['yelb'] as NonNullable<(typeof variants)[string]>, 'envoy'),
  ).filter(({ upstreams }) => upstreams.length > 0);
  const proxy: ProxySpec = {
    ...(ui as ProxySpec),
    interception: 'iptables',
    outbound: (ui as ProxySpec).outbound.map((each) =>
      Object.fromEntries(Object.entries(each).filter(([name]) => name !== 'local')),
    ) as unknown as ProxySpec['outbound'],
    upstreams: (ui as ProxySpec).upstreams.map((each) => ({ ...each, ipPreference: 'IPv6_ONLY' })),
  };
  const [moved] = relocate([proxy], place).proxies;
  expect(moved?.interception).toBe('none');
  expect(moved?.outbound.every(({ local }) => local !== undefined)).toBe(true);
  expect(moved?.upstreams.some(({ ipPreference }) => ipPreference !== undefined)).toBe(false);
});
