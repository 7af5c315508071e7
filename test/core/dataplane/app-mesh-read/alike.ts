import type { ProxySpec } from '../../../../core/dataplane/envoy';

/**
 * A proxy with its secrets by what they are, instead of by keys of a topology and paths in a container: those differ. A
 * route that says nothing of retries has, on App Mesh, those that it makes without showing them, and its Envoy has no probe.
 */
export function alike(proxy: ProxySpec, identityOf: (secret: string) => string): unknown {
  const secrets = [...proxy.certificates, ...proxy.trusts].map(({ name }) => name);
  const names = new Map(secrets.map((name) => [name, identityOf(name)]));
  const { certificates: _, trusts: __, probes: ___, ...rest } = proxy;
  return {
    ...(JSON.parse(
      JSON.stringify(rest, (key, value: unknown) => {
        if (key === 'at' || key === 'retry') return undefined;
        return typeof value === 'string' ? (names.get(value) ?? value) : value;
      }),
    ) as object),
    secrets: [...new Set(names.values())].toSorted((a, b) => a.localeCompare(b)),
  };
}
