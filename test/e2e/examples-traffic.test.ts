import { inventoryOf } from '../../local/inventory';
import type { TrafficReport } from '../../local/tasks';
import { everyExample, exampleOn, type ExampleName, type ExamplePlane } from '../cases/examples';
import { prepared, trafficOf } from './example-traffic';
import { deployed, destroyed, newGround, type Ground } from './ground';

// Each example is deployed by the real Terraform on each data plane, and answers through its load balancers: minutes. Yelb is in
// test/tasks/yelb-traffic.test.ts.
jest.setTimeout(1_200_000);

let ground: Ground;
beforeAll(async () => {
  ground = await newGround();
});
afterAll(() => ground.end());

/** One service that calls another, and the names that each verifies in the certificate of the other. */
interface Call {
  /** The end of its name, as a pattern: of two versions, either may answer. */
  readonly caller: string;
  readonly callee: string;
  readonly calleeVerified: readonly string[];
  /** By data plane: on `app-mesh` callers present a certificate only where the example says so. */
  readonly callerVerified: Readonly<Record<ExamplePlane, readonly string[]>>;
}

const none = { envoy: [], 'app-mesh': [] };
const EXPECTED: Readonly<
  Record<
    Exclude<ExampleName, 'yelb'>,
    { readonly statuses: readonly number[]; readonly calls: readonly Call[] }
  >
> = {
  'color-app': {
    statuses: [200, 301],
    calls: [
      {
        caller: 'color-gateway',
        callee: 'color-teller(-green)?',
        calleeVerified: ['color-teller(-green)?\\.main\\.colors\\.internal'],
        callerVerified: { ...none, envoy: ['colors\\.example\\.com'] },
      },
      {
        caller: 'color-teller(-green)?',
        callee: 'palette',
        calleeVerified: ['palette\\.main\\.colors\\.internal'],
        callerVerified: { ...none, envoy: ['color-teller(-green)?\\.main\\.colors\\.internal'] },
      },
    ],
  },
  'color-app-files': {
    statuses: [200],
    calls: [
      {
        caller: 'color-gateway',
        callee: 'color-teller',
        calleeVerified: ['color-teller\\.main\\.colors-files\\.internal'],
        callerVerified: {
          envoy: ['color-gateway\\.main\\.colors-files\\.internal'],
          'app-mesh': ['color-gateway\\.main\\.colors-files\\.internal'],
        },
      },
    ],
  },
  vas: {
    statuses: [200],
    calls: [
      {
        caller: 'vas-gateway',
        callee: 'vas-api',
        calleeVerified: ['vas-api\\.vas\\.vas\\.internal', 'vas\\.example\\.com'],
        callerVerified: none,
      },
    ],
  },
  'ai-api': {
    statuses: [200, 301],
    calls: [
      {
        caller: 'ai-service',
        callee: 'model',
        calleeVerified: ['model\\.main\\.ai\\.internal'],
        callerVerified: { ...none, envoy: ['ai-service\\.main\\.ai\\.internal'] },
      },
    ],
  },
};

const whole = (patterns: readonly string[]): readonly unknown[] =>
  patterns.map((pattern) => expect.stringMatching(new RegExp(`^${pattern}$`)));

const statusesOf = ({ doors }: TrafficReport): readonly number[] =>
  doors.map(({ status }) => status).toSorted((a, b) => a - b);

test.each(everyExample.flatMap(([name, plane]) => (name === 'yelb' ? [] : [[name, plane] as const])))(
  'examples/%s answers on %s, and each hop is verified',
  async (name, plane) => {
    const { written, end } = await prepared(ground.aws.url, exampleOn(name, plane));
    const stage = ground.stage(`${name}-${plane}`, written);
    const ids = Object.values(stage.topology.accounts).map(({ id }) => id);
    const left = () => inventoryOf(ground.aws.url, ids, stage.topology.region);
    await deployed(stage);
    const before = await left();
    const report = await trafficOf(ground, stage);
    expect(report).toMatchObject({ ok: true, problems: [], refusals: [] });
    expect(statusesOf(report)).toEqual(EXPECTED[name].statuses);
    for (const { caller, callee, calleeVerified, callerVerified } of EXPECTED[name].calls)
      expect(report.hops).toContainEqual(
        expect.objectContaining({
          caller: expect.stringMatching(new RegExp(`-${caller}$`)),
          callee: expect.stringMatching(new RegExp(`-${callee}$`)),
          plaintext: 0,
          failures: [],
          calleeVerified: whole(calleeVerified),
          callerVerified: whole(callerVerified[plane]),
        }),
      );
    expect(await left()).toEqual(before);
    await destroyed(stage);
    await end();
  },
);
