import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bootstrapOf, secretFilesOf, type ProxySpec } from '../../core/dataplane/envoy';
import { write, type WrittenTopology } from '../../core/topology';
import { newPki } from '../../local/envoy/pki';
import { envoyBinary } from './binary';
import { judgedNow, proxiesFor } from './lab/measured';
import { missing, newNetwork, ROUTER, type Network } from './namespaces/network';
import { seenIn, SNIFFER, type Seen } from './namespaces/sniffer';

const { Authority, http, tcp } = write;

const MARKER = 'marker-7f3a';
const PLACES = [
  { name: 'ui', network: 'a', address: '10.71.0.11', ports: [8080] },
  { name: 'store', network: 'b', address: '10.72.0.11', ports: [4567] },
  { name: 'db', network: 'b', address: '10.72.0.12', ports: [6379] },
  { name: 'rogue', network: 'a', address: '10.71.0.66' },
  { name: 'outside', network: 'b', address: '10.72.0.99' },
] as const;
const HOSTS = {
  'ui.one.wire.internal': '10.71.0.11',
  'store.two.wire.internal': '10.72.0.11',
  'db.two.wire.internal': '10.72.0.12',
};

/** Three workloads in two accounts; without TLS it is the control, in which the sniffer has to see what is sent. */
const topologyWith = (tls: 'STRICT' | 'DISABLED'): WrittenTopology => ({
  mesh: 'wire',
  region: 'us-west-2',
  owner: 'one',
  dataPlane: 'envoy',
  accounts: {
    one: { id: '111111111111', network: { cidr: '10.71.0.0/16' }, interception: 'iptables' },
    two: { id: '222222222222', network: { cidr: '10.72.0.0/16' }, interception: 'iptables' },
  },
  authority: Authority.privateCa({ commonName: 'wire root', keyAlgorithm: 'EC_prime256v1' }),
  workloads: {
    ui: {
      account: 'one',
      listens: http(8080, { tls: { mode: tls } }),
      calls: ['store'],
      ...(tls === 'DISABLED' && { callDefaults: 'none' }),
    },
    store: {
      account: 'two',
      listens: http(4567, { tls: { mode: tls } }),
      calls: ['db'],
      ...(tls === 'DISABLED' && { callDefaults: 'none' }),
    },
    db: { account: 'two', listens: tcp(6379, { tls: { mode: tls } }) },
  },
});

/** Applications that know nothing of a mesh: the store asks the database, which answers with what it was sent. */
const APPLICATIONS = {
  store: `
    const net = require('node:net');
    require('node:http').createServer((request, response) => {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => {
        const socket = net.connect(6379, 'db.two.wire.internal', () => socket.write(body));
        socket.once('data', (part) => { response.end('db: ' + part); socket.destroy(); });
        socket.once('error', (error) => response.end(error.message));
      });
    }).listen(4567, '0.0.0.0');`,
  db: `require('node:net').createServer((socket) => socket.on('error', () => {}).on('data', (part) => socket.write(part))).listen(6379, '0.0.0.0');`,
  outside: `require('node:http').createServer((_, response) => response.end('outside')).listen(8000, '0.0.0.0');`,
};

/** Sends the marker to a URL, and prints the answer, or that there is none. */
const CALL = `
  const timer = setTimeout(() => { console.log('no answer'); process.exit(); }, 3000);
  fetch(process.argv[1], { method: 'POST', body: '${MARKER}' })
    .then(async (answer) => console.log(answer.status, await answer.text()), () => console.log('no answer'))
    .finally(() => clearTimeout(timer));`;

interface Outcome {
  readonly call: string;
  /** What a container without a certificate gets from the store. */
  readonly rogue: string;
  /** What the application gets from a server that is not of the mesh. */
  readonly outside: string;
  readonly seen: Seen;
}

const node = (...words: readonly string[]): readonly string[] => [process.execPath, '-e', ...words];

async function outcomeOf(
  tls: 'STRICT' | 'DISABLED',
  change: (proxy: ProxySpec) => ProxySpec = (proxy) => proxy,
): Promise<Outcome> {
  const judged = judgedNow(topologyWith(tls), 'envoy');
  const pki = await newPki(judged.deployable.lowered);
  const network = newNetwork(PLACES, HOSTS);
  try {
    for (const proxy of proxiesFor(judged).map(change)) {
      const put = (path: string, text: string): void => network.write(proxy.key, path, text);
      put('/etc/meshspan/bootstrap.json', JSON.stringify(bootstrapOf(proxy)));
      for (const { path, text } of secretFilesOf(proxy)) put(path, text);
      for (const { certificate, source } of proxy.certificates) {
        const leaf = pki.leafOf(certificate, proxy.account);
        if (leaf === undefined || source.kind !== 'files') continue;
        put(source.chain, leaf.chain);
        put(source.privateKey, leaf.key);
      }
      for (const { authorities, source } of proxy.trusts)
        if (source.kind === 'file') put(source.bundle, pki.bundleOf(authorities));
      const options = ['--concurrency', '1', '--disable-hot-restart', '-l', 'warning'];
      const words = [envoyBinary(), '-c', '/etc/meshspan/bootstrap.json', ...options];
      network.start(proxy.key, words, `${proxy.key}.envoy.log`, true);
    }
    for (const [place, program] of Object.entries(APPLICATIONS))
      network.start(place, node(program), `${place}.log`);
    network.start(ROUTER, ['python3', '-c', SNIFFER], 'sniffer.log');
    await until(() => existsSync(join(network.folder, 'sniffer.log')) && sniffed(network).includes('ready'));
    let call = '';
    await until(() => {
      call = network.run('ui', node(CALL, 'http://store.two.wire.internal:4567/')).trim();
      return call.startsWith('200 db');
    });
    const rogue = network.run('rogue', node(CALL, 'http://10.72.0.11:4567/')).trim();
    const before = sniffed(network);
    const outside = network.run('ui', node(CALL, 'http://10.72.0.99:8000/')).trim();
    return { call, rogue, outside, seen: seenIn(withoutRogue(before), MARKER) };
  } finally {
    await network.close();
  }
}

const sniffed = ({ folder }: Network): string => readFileSync(join(folder, 'sniffer.log'), 'utf8');

/** What the attacker itself sends is no traffic of the mesh. */
const withoutRogue = (printed: string): string =>
  printed
    .split('\n')
    .filter((line) => !line.includes('10.71.0.66'))
    .join('\n');

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !isSo(); tries += 1) await pause(100);
}

const lacking = missing();

if (lacking === undefined) {
  describe('containers whose connections the kernel redirects to Envoy', () => {
    it('put nothing but TLS on the wire, and let in nobody without a certificate', async () => {
      const { call, rogue, outside, seen } = await outcomeOf('STRICT');
      expect(call).toBe(`200 db: ${MARKER}`);
      expect(seen.notTls).toEqual([]);
      expect(seen.hasMarker).toBe(false);
      expect(seen.flows).toBeGreaterThanOrEqual(4);
      expect(rogue).toBe('no answer');
      expect(outside).toBe('no answer');
    });

    it('put readable bytes on the wire where TLS is disabled: the sniffer sees what there is', async () => {
      const { call, rogue, seen } = await outcomeOf('DISABLED');
      expect(call).toBe(`200 db: ${MARKER}`);
      expect(seen.hasMarker).toBe(true);
      expect(seen.notTls.length).toBeGreaterThan(0);
      expect(rogue).toBe(`200 db: ${MARKER}`);
    });

    it('reach servers outside of the mesh where a wrong translation opens the way out', async () => {
      const { outside } = await outcomeOf('STRICT', (proxy) => ({ ...proxy, egress: 'ALLOW_ALL' }));
      expect(outside).toBe('200 outside');
    });
  });
} else {
  test(`containers are not tried: this machine has no ${lacking}`, () => {
    expect(lacking).not.toBe('');
  });
}
