import { lower } from '../../../../core/dataplane';
import { fetchedFilesOf } from '../../../../core/dataplane/envoy/handover';
import { grantsIn } from '../../../../core/dataplane/envoy/grants';
import { proxiesOf } from '../../../../core/dataplane/envoy';
import { stillClosed, topologyOf } from '../../../../core/topology';

const at = { account: 'shop' };
const http = (more: object = {}) => ({ port: 8080, protocol: 'http', ...more });
const file = { kind: 'file', chain: '/own/chain.pem', privateKey: '/own/key.pem' };

/** What each proxy is allowed to fetch, and what its configuration reads, by party. */
function fetchedIn(workloads: object, more: object = {}) {
  const read = topologyOf({
    mesh: 'mall',
    region: 'eu-west-1',
    dataPlane: 'envoy',
    authorities: {
      root: { kind: 'private-ca', commonName: 'root' },
      other: { kind: 'private-ca', commonName: 'other' },
    },
    accounts: { shop: { id: '111111111111', network: { cidr: '10.0.0.0/16' } } },
    workloads,
    ...more,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  const lowering = lower(read.value);
  if (!lowering.ok) throw new Error(JSON.stringify(lowering.findings));
  const { topology, lowered, demands } = lowering.value;
  const grantsOf = grantsIn(topology, lowered);
  return {
    needs: demands.needs,
    parties: proxiesOf(stillClosed({ ...topology, parameters: {} }), stillClosed(lowered)).map((proxy) => {
      const { certificates, trusts } = fetchedFilesOf(proxy);
      const { certificates: granted, authorities } = grantsOf(proxy.id);
      return {
        party: proxy.id,
        allowed: [...new Set([...granted, ...authorities])].toSorted(),
        read: [
          ...new Set([
            ...certificates.map(({ certificate }) => certificate),
            ...trusts.flatMap(({ authorities: trusted }) => trusted),
          ]),
        ].toSorted(),
      };
    }),
  };
}

test.each([
  ['callers and callees', { ui: { ...at, calls: ['api'] }, api: { ...at, listens: http() } }],
  [
    'a caller without a policy, which verifies what ACM issued',
    {
      ui: { ...at, callDefaults: 'none', calls: ['api'] },
      api: { ...at, listens: http({ tls: { clients: 'none' } }) },
    },
  ],
  [
    'a caller whose policy does not cover the port',
    {
      ui: {
        ...at,
        calls: [
          { service: 'api', policy: { ports: [1], trust: { kind: 'private-ca', authorities: 'other' } } },
        ],
      },
      api: { ...at, listens: http({ tls: { clients: 'none' } }) },
    },
  ],
  [
    'a caller that does not insist on TLS',
    {
      ui: { ...at, calls: [{ service: 'api', policy: { enforce: false } }] },
      api: { ...at, listens: http({ tls: { clients: 'none' } }) },
    },
  ],
  [
    'a listener without TLS',
    { ui: { ...at, calls: ['api'] }, api: { ...at, listens: http({ tls: { mode: 'DISABLED' } }) } },
  ],
  [
    'a policy that no call uses',
    { ui: { ...at, callDefaults: { trust: { kind: 'private-ca', authorities: 'other' } } } },
  ],
])('a proxy may fetch what it reads, and nothing else: %s', (_, workloads) => {
  const { parties } = fetchedIn(workloads);
  expect(parties.map(({ allowed }) => allowed)).toEqual(parties.map(({ read }) => read));
});

test('the same with certificates in files', () => {
  const { parties } = fetchedIn(
    { ui: { ...at, calls: ['api'] }, api: { ...at, listens: http({ tls: { certificate: 'own' } }) } },
    { certificates: { own: { ...file, facts: { issuer: 'root', names: ['api.shop.mall.internal'] } } } },
  );
  expect(parties.map(({ allowed }) => allowed)).toEqual(parties.map(({ read }) => read));
});

test('an authority that a caller of another account trusts without a policy is shared with it', () => {
  const { needs } = fetchedIn(
    {
      ui: { account: 'desk', callDefaults: 'none', calls: ['api'] },
      api: { ...at, listens: http({ tls: { clients: 'none' } }) },
    },
    {
      owner: 'shop',
      accounts: {
        shop: { id: '111111111111', network: { cidr: '10.0.0.0/16' } },
        desk: { id: '222222222222', network: { cidr: '10.1.0.0/16' } },
      },
    },
  );
  expect(needs).toContainEqual(
    expect.objectContaining({
      kind: 'share',
      member: 'desk',
      item: expect.objectContaining({ name: 'authority-root' }),
    }),
  );
});
