import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import yelb from '../../examples/yelb/topology';
import { proofs } from '../../local/proof';
import { planned } from '../cases/synthesized';

const { topology } = planned(yelb);
const name = 'yelb-appserver.backend.yelb.internal';
const arn = `arn:aws:appmesh:us-west-2:222222222222:mesh/yelb@111111111111/virtualService/${name}`;

const asked: string[] = [];
let answer = { arn, status: 'ACTIVE' };
let server: Server;
let url = '';
/** STS, which accepts every caller, and App Mesh, with a fixed response. */
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const role = new URLSearchParams(body).get('RoleArn');
      asked.push(role ?? request.url ?? '');
      response.end(
        role === null
          ? JSON.stringify({
              metadata: { arn: answer.arn, resourceOwner: '222222222222' },
              status: { status: answer.status },
            })
          : '<AccessKeyId>AKIA</AccessKeyId>',
      );
    });
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const ask = () => proofs['app-mesh']?.ask({ value: arn, account: 'frontend', topology, url });

test('the account of the caller asks App Mesh about what its stack received', async () => {
  expect(await ask()).toEqual({
    ok: true,
    said: 'App Mesh says: the same, ACTIVE, created by account 222222222222',
  });
  expect(asked).toEqual([
    'arn:aws:iam::111111111111:role/meshspan-look',
    `/v20190125/meshes/yelb/virtualServices/${name}?meshOwner=111111111111`,
  ]);
});

test.each([
  [{ arn: `${arn}x`, status: 'ACTIVE' }, `App Mesh says: ${arn}x, ACTIVE`],
  [{ arn, status: 'INACTIVE' }, `App Mesh says: ${arn}, INACTIVE`],
])('fails where App Mesh reports something else', async (other, said) => {
  answer = other;
  expect(await ask()).toEqual({ ok: false, said });
});
