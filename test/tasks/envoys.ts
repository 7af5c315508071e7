import { spawn, spawnSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import type { SocketSpec } from '../../core/dataplane/envoy';
import { envoyBinary } from '../envoy/binary';
import { endsLater, until } from '../envoy/running';
import { request } from '../envoy/requests';
import { literal } from './script';
import type { LocalTask } from './server-task';

/** An Envoy that runs as its task says; it is ended with all others of the file. */
export interface TaskEnvoy {
  /** Whether the health check of its container succeeds. */
  isHealthy(): boolean;
  end(): Promise<void>;
}

/** Starts the Envoy of a task with its own arguments, and waits until its administration answers. */
export async function startTaskEnvoy({ proxy, container, bootstrap }: LocalTask): Promise<TaskEnvoy> {
  const { command = [], healthCheck } = container('envoy');
  const args = command.slice(3).map(literal);
  const words = ['--config-yaml', bootstrap(), '-l', 'off', ...args];
  const child = spawn(envoyBinary(), words, { stdio: 'ignore' });
  const ended = new Promise<void>((done) => {
    child.once('exit', () => done());
  });
  const end = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  endsLater(end);
  await until(async () =>
    request(proxy.admin, { path: '/ready' }).then(
      ({ status }) => status === 200,
      () => false,
    ),
  );
  const [, program = '', ...check] = healthCheck?.command ?? [];
  return {
    isHealthy: () =>
      spawnSync(
        program,
        check.map((word) => word.replaceAll('9901', String(proxy.admin.port))),
      ).status === 0,
    end,
  };
}

/** The files of a certificate that a script has fetched. */
export interface Pair {
  readonly chain: string;
  readonly key: string;
  readonly passphrase: string;
}

export const pairIn = (folder: string): Pair => {
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return { chain: read('chain.pem'), key: read('key.pem'), passphrase: read('passphrase') };
};

/** Whether key and passphrase are those of the certificate. */
export const fits = ({ chain, key, passphrase }: Pair): boolean =>
  new X509Certificate(chain).checkPrivateKey(createPrivateKey({ key, passphrase }));

export const serialOf = ({ chain }: Pick<Pair, 'chain'>): string => new X509Certificate(chain).serialNumber;

/** A request over a connection of its own, with a client's certificate; the serial number of the server's. */
export const serialServed = (to: SocketSpec, client: Pair): Promise<string> =>
  new Promise((done, fail) => {
    const sent = httpsRequest({
      host: to.address,
      port: to.port,
      agent: false,
      rejectUnauthorized: false,
      cert: client.chain,
      key: client.key,
      passphrase: client.passphrase,
    });
    sent.once('error', fail);
    sent.once('response', (response) => {
      const { socket } = response as unknown as {
        readonly socket: { getPeerCertificate(): { readonly serialNumber: string } };
      };
      const { serialNumber } = socket.getPeerCertificate();
      response.resume();
      response.once('end', () =>
        response.statusCode === 200 ? done(serialNumber) : fail(new Error(`status ${response.statusCode}`)),
      );
    });
    sent.end();
  });
