import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { bootstrapOf, type ProxySpec } from '../../core/dataplane/envoy';
import { envoyBinary } from '../envoy/binary';
import { endsLater, freeSocket, stopAll, until } from '../envoy/running';
import { request } from '../envoy/requests';
import { httpServer } from '../envoy/servers';
import { inFrontOf, local } from '../envoy/specs';

afterEach(() => stopAll());

/** Sends requests through an Envoy whose traces go to another port than in a task, until something is received. */
async function traced(
  tracing: NonNullable<ProxySpec['tracing']>,
  port: number,
  received: () => boolean,
): Promise<void> {
  const at = await freeSocket();
  const admin = await freeSocket();
  const { socket } = await httpServer('app');
  const proxy = local({ admin, tracing, inbound: [inFrontOf(socket, at)], certificates: [], trusts: [] });
  const config = JSON.stringify(bootstrapOf(proxy))
    .replace(/"port_value":(2000|4317)\b/, `"port_value":${port}`)
    // Every request is sampled, so that one is enough.
    .replace('{"value":5}', '{"value":100}');
  const words = ['--config-yaml', config, '--concurrency', '1', '--disable-hot-restart', '-l', 'off'];
  const child = spawn(envoyBinary(), words, { stdio: 'ignore' });
  endsLater(async () => {
    child.kill('SIGKILL');
  });
  await until(async () => {
    await request(at).catch(() => undefined);
    return received();
  });
}

test('the daemon of X-Ray gets segments with the name of the proxy', async () => {
  let said = '';
  const daemon = createSocket('udp4').on('message', (message) => (said += message.toString()));
  await new Promise<void>((done) => {
    daemon.bind(0, '127.0.0.1', done);
  });
  await traced('x-ray', daemon.address().port, () => said !== '');
  daemon.close();
  expect(said).toContain('"name":"yelb/ui"');
});

test('a collector of OpenTelemetry gets spans', async () => {
  const paths: string[] = [];
  const collector = createServer().on('stream', (stream, headers) => {
    paths.push(String(headers[':path']));
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.end(Buffer.alloc(5));
  });
  await new Promise<void>((done) => {
    collector.listen(0, '127.0.0.1', done);
  });
  await traced('opentelemetry', (collector.address() as AddressInfo).port, () => paths.length > 0);
  collector.close();
  expect(paths[0]).toBe('/opentelemetry.proto.collector.trace.v1.TraceService/Export');
});
