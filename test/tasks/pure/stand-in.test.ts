import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import type { CallTarget } from '../../../local/tasks/application/calls';
import { SPEAK } from '../../../local/tasks/application/speak';
import { startStandIn } from '../../../local/tasks/application/stand-in';

const address = `127.77.${process.pid % 250}.${1 + (Math.floor(process.pid / 250) % 250)}`;
const ends: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(ends.splice(0).map((each) => each.close()));
});

let last = 47_100;
/** Starts a stand-in on a port of its own. */
async function standIn(name: string, calls: readonly CallTarget[] = []): Promise<number> {
  last += 1;
  const listens = [{ address, port: last }];
  const addressOf = (host: string) => Promise.resolve(host === 'nowhere' ? undefined : host);
  ends.push(await startStandIn({ name, listens, calls, from: address, addressOf }));
  return last;
}

const call = (port: number, language: CallTarget['language'] = 'http', host = address): CallTarget => ({
  variable: 'CALLEE',
  said: `127.89.10.20:${port}`,
  language,
  host,
  port,
});
const ask = (port: number, language: CallTarget['language'] = 'http') =>
  SPEAK[language]({ to: { address, port }, from: address, host: 'ui', depth: 0 });

test('an application answers with what everything that it calls answers', async () => {
  const stock = await standIn('stock');
  const shop = await standIn('shop', [call(stock), call(stock, 'redis'), call(stock, 'postgres')]);
  const found = { application: 'stock', caller: [], calls: [] };
  expect(await ask(shop)).toEqual({
    application: 'shop',
    caller: [],
    calls: [1, 2, 3].map(() => ({
      variable: 'CALLEE',
      to: `127.89.10.20:${stock}`,
      ok: true,
      answer: found,
    })),
  });
});

test('what does not answer, or does not resolve, is said', async () => {
  const shop = await standIn('shop', [call(47_001), call(47_001, 'http', 'nowhere')]);
  expect(await ask(shop)).toMatchObject({
    calls: [
      { ok: false, failure: expect.stringContaining('ECONNREFUSED') },
      { ok: false, failure: '"nowhere" does not resolve' },
    ],
  });
});

test('applications that call each other in a circle come to an end', async () => {
  const shop = await standIn('shop', [call(last + 1)]);
  expect(JSON.stringify(await ask(shop)).match(/"shop"/g)).toHaveLength(6);
});

test('HTTP/2 is answered, too', async () => {
  const port = await standIn('shop');
  const session = connectHttp2(`http://${address}:${port}`);
  const text = await new Promise<string>((done) => {
    let heard = '';
    const stream = session.request({ ':path': '/' });
    stream.setEncoding('utf8').on('data', (part: string) => (heard += part));
    stream.once('end', () => done(heard));
  });
  session.destroy();
  expect(JSON.parse(text)).toEqual({ application: 'shop', caller: [], calls: [] });
});

test('a connection that says nothing is left open, as a health check of TCP wants it', async () => {
  const port = await standIn('shop');
  const socket = connect({ host: address, port });
  const closed = await Promise.race([
    new Promise((done) => socket.once('close', () => done(true))),
    new Promise((done) => setTimeout(() => done(false), 150)),
  ]);
  socket.destroy();
  expect(closed).toBe(false);
});
