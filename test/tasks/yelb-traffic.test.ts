import { resolve } from 'node:path';
import { isRecord, parsedJson } from '../../core/base/json';
import type { TrafficReport } from '../../local/tasks';
import { serverFor } from '../../local/tasks/task/servers';
import { newDesk, type Desk, type Ran } from '../e2e/desk';

// The whole of `local run` on Yelb, by the command, the real Terraform and the real Envoy: a minute or more for each data plane.
jest.setTimeout(900_000);

const example = resolve(__dirname, '../../examples/yelb/topology.ts');
const desks: Desk[] = [];
afterAll(() => Promise.all(desks.map((desk) => desk.leave())));

async function localRun(plane: string): Promise<Ran> {
  const desk = newDesk();
  desks.push(desk);
  return desk.meshspan(['local', 'run', example, '--data-plane', plane, '--format', 'json']);
}

/** What a run printed as its event of that kind. */
const eventOf = ({ out }: Ran, event: string): Readonly<Record<string, unknown>> | undefined =>
  out
    .split('\n')
    .map(parsedJson)
    .filter(isRecord)
    .find((line) => line['event'] === event);

const name = (workload: string, account: string): string => `${workload}.${account}.yelb.internal`;
/** Who calls whom: the caller and its account, then the callee. */
const CALLS = [
  ['yelb-ui', 'frontend', 'yelb-appserver'],
  ['yelb-appserver', 'backend', 'yelb-db'],
  ['yelb-appserver', 'backend', 'redis-server'],
] as const;

/** What stands for a server of an image here: itself, where its program is here. */
const answerOf = (server: string, workload: string): unknown => {
  const image = server === 'Redis' ? 'redis' : 'postgres';
  return serverFor(image, [], []).ok ? server : expect.objectContaining({ application: `yelb-${workload}` });
};

const RENEWED = {
  certificate: expect.stringMatching(/^arn:aws:acm:us-west-2:\d{12}:certificate\//),
  tasks: expect.arrayContaining([expect.any(String)]),
  seconds: expect.any(Number),
};

/** On App Mesh, the caller presents no certificate: only the callee is verified. */
test.each([
  ['envoy', true, RENEWED],
  // App Mesh gives its proxies certificates itself: no task fetches any.
  ['app-mesh', false, undefined],
] as const)(
  'Yelb is deployed, answers through all four, renews and is gone: %s',
  async (plane, isMutual, renewal) => {
    const run = await localRun(plane);
    expect({ code: run.code, err: run.code === 0 ? '' : `${run.out}${run.err}` }).toEqual({
      code: 0,
      err: '',
    });
    const report = eventOf(run, 'traffic') as TrafficReport | undefined;
    expect(report).toMatchObject({ ok: true, problems: [], refusals: [] });
    expect(report?.tasks).toHaveLength(6);
    expect(report?.doors).toEqual([
      expect.objectContaining({ ok: true, status: 301, location: expect.stringMatching(/^https:/) }),
      expect.objectContaining({
        ok: true,
        status: 200,
        answer: expect.objectContaining({
          application: 'yelb-yelb-ui',
          calls: [
            expect.objectContaining({
              ok: true,
              answer: expect.objectContaining({
                application: 'yelb-yelb-appserver',
                calls: [
                  expect.objectContaining({ ok: true, answer: answerOf('Redis', 'redis-server') }),
                  expect.objectContaining({ ok: true, answer: answerOf('PostgreSQL', 'yelb-db') }),
                ],
              }),
            }),
          ],
        }),
      }),
    ]);
    expect(
      report?.hops.map(({ caller, callee, plaintext, callerVerified, calleeVerified, failures }) => ({
        hop: `${caller} ${callee}`,
        plaintext,
        callerVerified,
        calleeVerified,
        failures,
      })),
    ).toEqual(
      expect.arrayContaining(
        CALLS.map(([caller, account, callee]) => ({
          hop: `yelb-${caller} yelb-${callee}`,
          plaintext: 0,
          callerVerified: isMutual ? [name(caller, account)] : [],
          calleeVerified: [name(callee, 'backend')],
          failures: [],
        })),
      ),
    );
    expect(report?.renewal).toEqual(renewal);
    // What the command says only where the second plan is empty, and nothing is left in the states or in the local AWS.
    expect(eventOf(run, 'end')).toEqual({
      event: 'end',
      ok: true,
      held: expect.stringMatching(/planned again without a change, requests answered, destroyed$/),
    });
  },
);
