import { createHash } from 'node:crypto';
import { request, type IncomingHttpHeaders } from 'node:http';
import { labPage, type LiveEdge } from '../../core/report';
import { serveLabPage, type LabPageServer } from '../../local/lab-page';
import { fine } from '../core/report/lab/results';

const page = labPage({
  mesh: 'shop',
  results: fine,
  differences: [],
  envoy: '1.40.0',
  seconds: 1,
  parties: [],
  attacks: {},
  doors: [],
});

let edges: readonly LiveEdge[] | Error = [];
let served: LabPageServer;
beforeEach(async () => {
  served = await serveLabPage({
    page,
    counters: () => (edges instanceof Error ? Promise.reject(edges) : Promise.resolve(edges)),
  });
});
afterEach(() => served.close());

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const asked = (
  path: string,
  method = 'GET',
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> =>
  new Promise((done, failed) => {
    const { hostname, port } = new URL(served.url);
    request({ hostname, port, path, method, headers, agent: false }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (part: string) => (body += part));
      answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
    })
      .once('error', failed)
      .end();
  });

it('the page is served on the loopback address, and may run its own script only', async () => {
  expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  const { status, headers, body } = await asked('/');
  expect([status, body]).toEqual([200, page]);
  const script = /<script>(.*?)<\/script>/s.exec(body)?.[1] ?? '';
  const hash = createHash('sha256').update(script).digest('base64');
  expect(headers['content-security-policy']).toContain(`script-src 'sha256-${hash}';`);
  expect(headers['content-security-policy']).toContain("default-src 'none';");
});

it('the counters are those of now, as the page shows them', async () => {
  edges = [
    { requests: 3, handshakes: 1, failures: {} },
    { requests: 0, handshakes: 0, failures: { certificate: 2, connect: 0, reset: 1 } },
  ];
  expect(JSON.parse((await asked('/counters.json')).body)).toEqual({
    version: 1,
    edges: [
      { requests: '3', handshakes: '1', failures: '0' },
      { requests: '0', handshakes: '0', failures: '2 certificate, 1 reset' },
    ],
  });
  edges = [];
  expect(JSON.parse((await asked('/counters.json?later')).body)).toEqual({ version: 1, edges: [] });
});

it('proxies that do not answer are reported, and the page stays', async () => {
  edges = new Error('gone');
  expect((await asked('/counters.json')).status).toBe(503);
  expect((await asked('/')).status).toBe(200);
});

it.each([
  ['a name that was made to lead here', '/', 'GET', { host: 'evil.example' }, 403],
  ['that name with the port', '/counters.json', 'GET', { host: 'evil.example:80' }, 403],
  ['another port', '/', 'GET', { host: '127.0.0.1:1' }, 403],
  ['a request that would change something', '/', 'POST', {}, 405],
  ['an unknown page', '/toString', 'GET', {}, 404],
  ['an address that is not a path', 'http://evil.example/', 'GET', {}, 404],
])('%s is refused', async (_, path, method, headers: Record<string, string>, status) => {
  expect((await asked(path, method, headers)).status).toBe(status);
});

it('localhost is accepted, and HEAD has no body', async () => {
  const { port } = new URL(served.url);
  const { status, body } = await asked('/', 'HEAD', { host: `LOCALHOST:${port}` });
  expect([status, body]).toEqual([200, '']);
});
