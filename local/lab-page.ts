import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { jsonText, labPageScript, liveTexts, type LiveEdge } from '../core/report';

/** The page of a lab while it is served. */
export interface LabPageServer {
  readonly url: string;
  close(): Promise<void>;
}

/** What is served. */
export interface ServedLab {
  /** The document: `labPage`. */
  readonly page: string;
  /** What happened on each edge since the lab was started, in the order of the page. */
  readonly counters: () => Promise<readonly LiveEdge[]>;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Serves the page on a free port of the loopback interface, to nobody but this machine. */
export async function serveLabPage({ page, counters }: ServedLab): Promise<LabPageServer> {
  const pages: Readonly<Record<string, () => Promise<Answer>>> = {
    '/': () => Promise.resolve({ status: 200, type: 'text/html; charset=utf-8', body: page }),
    '/counters.json': async () => ({
      status: 200,
      type: 'application/json',
      body: jsonText({ version: 1, edges: (await counters()).map(liveTexts) }),
    }),
  };
  const server = createServer((request, response) => {
    const { port } = addressOf(server);
    answerTo(request, port, pages).then(
      (answer) => send(request, response, answer),
      () => send(request, response, plainAnswer(503, 'the proxies of the lab do not answer')),
    );
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', listening);
  });
  return {
    url: `http://127.0.0.1:${addressOf(server).port}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        // Browsers keep connections open, which would keep the server running.
        server.closeAllConnections();
      }),
  };
}

function addressOf(server: ReturnType<typeof createServer>): { readonly port: number } {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address : { port: 0 };
}

const plainAnswer = (status: number, sentence: string): Answer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${sentence}\n`,
});

async function answerTo(
  { method, url = '', headers: { host = '' } }: IncomingMessage,
  port: number,
  pages: Readonly<Record<string, () => Promise<Answer>>>,
): Promise<Answer> {
  // A name that was made to lead here (DNS rebinding) would let another site's page read this one.
  if (![`127.0.0.1:${port}`, `localhost:${port}`].includes(host.toLowerCase()))
    return plainAnswer(403, 'this host name is not served; open http://127.0.0.1 with the port of the lab');
  if (method !== 'GET' && method !== 'HEAD') return plainAnswer(405, 'the lab can only be read');
  const [path = ''] = url.split('?', 1);
  const found = Object.hasOwn(pages, path) ? pages[path] : undefined;
  return found === undefined ? plainAnswer(404, 'there is no such page') : found();
}

/** The page may run its own script, ask its own server, and nothing else. */
const policy = [
  "default-src 'none'",
  `script-src 'sha256-${createHash('sha256').update(labPageScript).digest('base64')}'`,
  "style-src 'unsafe-inline'",
  'img-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

function send({ method }: IncomingMessage, response: ServerResponse, { status, type, body }: Answer): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(method === 'HEAD' ? undefined : body);
}
