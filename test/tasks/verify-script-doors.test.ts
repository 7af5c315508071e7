import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Step } from '../../core/verify';
import { newAuthority, type Authority, type Identity } from '../envoy/authority';
import { endsLater, stopAll } from '../envoy/running';
import { detailOf, newStage, resultsOf, type Stage } from './verify-stage';

let folder: string;
let authority: Authority;
let stage: Stage;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meshspan-verify-'));
  authority = await newAuthority();
  stage = await newStage(folder, authority);
});
afterEach(async () => {
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
});

/** A load balancer on this machine; `localhost` is its own name. */
async function door(identity: Identity, status = 200): Promise<readonly Step[]> {
  const server = createServer({ cert: identity.chain, key: identity.key }, (_, response) => {
    response.writeHead(status).end();
  });
  await new Promise<void>((done) => {
    server.listen(0, 'localhost', done);
  });
  endsLater(
    () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  const common = { account: 'shop', loadBalancer: 'front', isInternal: false, port };
  return [
    { kind: 'account', account: 'shop', id: '333333333333', credentials: { kind: 'ambient' } },
    { kind: 'targets', what: 'targets', account: 'shop', targetGroup: 'front' },
    {
      kind: 'door',
      what: 'door',
      ...common,
      answers: 'http',
      isTls: true,
      name: 'votes.mall.internal',
      path: '/',
    },
    { kind: 'own-name', what: 'own name', ...common },
  ];
}

test('by its name, and not by that of the load balancer', async () => {
  const ran = await stage.run(await door(await authority.issue(['votes.mall.internal'])));
  expect(ran.checks.slice(1)).toEqual([
    { result: 'ok', check: 'targets', detail: '1 healthy' },
    { result: 'ok', check: 'door', detail: 'status 200, the certificate is verified' },
    { result: 'ok', check: 'own name', detail: 'refused: the certificate does not have it' },
  ]);
  expect(ran.code).toBe(0);
});

test.each<readonly [what: string, steps: () => Promise<readonly Step[]>, results: object, detail: RegExp]>([
  [
    'a certificate that also has the name of the load balancer',
    async () => door(await authority.issue(['votes.mall.internal', 'localhost'])),
    { door: 'ok', 'own name': 'failed' },
    /^status 200/,
  ],
  [
    'the certificate of another authority',
    async () => door(await (await newAuthority('other')).issue(['votes.mall.internal'])),
    { door: 'failed' },
    /^its certificate is not accepted: /,
  ],
  [
    'an error behind it',
    async () => door(await authority.issue(['votes.mall.internal']), 503),
    { door: 'failed', 'own name': 'ok' },
    /^status 503/,
  ],
])('%s', async (_, made, results, detail) => {
  const ran = await stage.run(await made());
  expect(resultsOf(ran)).toMatchObject(results);
  expect(detailOf(ran, 'door')).toMatch(detail);
  expect(ran.code).toBe(1);
});

test('that is internal, and nobody reaches from here', async () => {
  const made = await door(await authority.issue(['votes.mall.internal']));
  const moved = made.map((step): Step =>
    'loadBalancer' in step ? { ...step, port: 1, isInternal: true } : step,
  );
  expect(resultsOf(await stage.run(moved))).toMatchObject({
    door: 'not checked',
    'own name': 'not checked',
  });
});
