import { createServer, type Server } from 'node:net';

/** A network of loopback addresses that belongs to this process. */
export interface Claim {
  /** Its first two numbers: `127.130`. */
  readonly network: string;
  release(): Promise<void>;
}

/** Nothing in the networks uses it but the claims. */
const CLAIM_PORT = 59_999;
const [FIRST, LAST] = [128, 254];

/**
 * Takes one of the networks 127.128.0.0/16 to 127.254.0.0/16 that no other lab on this machine has. A listening socket
 * marks it, so that the system frees it whatever happens to this process.
 * @returns undefined where none is free, or the system has no such addresses
 */
export async function claimNetwork(): Promise<Claim | undefined> {
  const count = LAST - FIRST + 1;
  const start = process.pid % count;
  for (let index = 0; index < count; index += 1) {
    const network = `127.${FIRST + ((start + index) % count)}`;
    const server = await listening(`${network}.255.1`);
    if (server !== undefined)
      return {
        network,
        release: () => new Promise((done) => server.close(() => done())),
      };
  }
  return undefined;
}

/** The addresses of a network one after the other, without those that end in 0 or 255. */
export function addressesIn(network: string): () => string {
  let count = 0;
  return () => {
    const address = `${network}.${Math.floor(count / 250)}.${(count % 250) + 2}`;
    count += 1;
    return address;
  };
}

function listening(address: string): Promise<Server | undefined> {
  return new Promise((done) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => done(undefined));
    server.listen({ host: address, port: CLAIM_PORT, exclusive: true }, () => {
      server.unref();
      done(server);
    });
  });
}
