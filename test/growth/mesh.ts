import { stringify } from 'yaml';
import { lower } from '../../core/dataplane';
import { planOf } from '../../core/planner';
import { topologyOf } from '../../core/topology';
import { allCalling } from '../core/planner/meshes';

const ACCOUNTS = 4;

/** A mesh of that many services over four accounts: each calls two of its own account and one of the next. */
function written(services: number) {
  const key = (index: number) => `app-${String(index % services).padStart(4, '0')}`;
  const account = (index: number) => `member-${index % ACCOUNTS}`;
  const indexes = Array.from({ length: services }, (_, index) => index);
  return {
    mesh: 'grown',
    region: 'eu-central-1',
    owner: account(0),
    dataPlane: 'app-mesh',
    acceptEnded: true,
    authority: { kind: 'private-ca', commonName: 'grown root' },
    parameters: { PORT: { type: 'number', default: 8080 } },
    accounts: Object.fromEntries(
      Array.from({ length: ACCOUNTS }, (_, index) => [
        account(index),
        { id: String(100000000000 + index), network: { cidr: `10.${index}.0.0/16` } },
      ]),
    ),
    workloads: Object.fromEntries(
      indexes.map((index) => [
        key(index),
        {
          account: account(index),
          listens: { protocol: 'http', port: { parameter: 'PORT' } },
          calls: [ACCOUNTS, 2 * ACCOUNTS, 1].map((away) => key(index + away)),
        },
      ]),
    ),
    // Every fourth has a router, and a service beside it that shares the router.
    services: Object.fromEntries(
      indexes
        .filter((index) => index % 4 === 0)
        .flatMap((index): readonly (readonly [string, unknown])[] => [
          [key(index), { routes: [{ to: { [key(index)]: 90, [key(index + 1)]: 10 } }] }],
          [`${key(index)}-side`, { sharesRouterOf: key(index) }],
          [key(index + 1), { to: key(index + 1) }],
        ]),
    ),
    gateways: {
      entrance: {
        listens: { protocol: 'http', port: 80 },
        routes: indexes
          .filter((index) => index % 4 === 0)
          .map((index) => ({
            name: key(index),
            prefix: `/${key(index)}/`,
            service: key(index),
          })),
      },
    },
  };
}

/** What each step of the way works on. */
export const meshOf = (services: number) => judged(written(services));

export const meshOfAccounts = (accounts: number) => judged(allCalling(accounts - 1));

function judged<T>(mesh: T) {
  const parsed = topologyOf(mesh);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings[0]));
  const lowered = lower(parsed.value);
  if (!lowered.ok) throw new Error(JSON.stringify(lowered.findings[0]));
  const plan = planOf(parsed.value, lowered.value.demands);
  if (!plan.ok) throw new Error(JSON.stringify(plan.findings[0]));
  return {
    yaml: stringify(mesh, { aliasDuplicateObjects: false }),
    written: mesh,
    topology: parsed.value,
    lowered: lowered.value.lowered,
    demands: lowered.value.demands,
    plan: plan.value,
  };
}

export type Mesh = ReturnType<typeof meshOf>;
