import { createServer, request } from 'node:http';

/**
 * Passes everything on to a local AWS, but does not say that it is one: the command takes it for an AWS API that is not
 * its own, and deploys to it from any folder.
 */
export async function frontOf(aws: string): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer((incoming, answer) => {
    const { method, headers, url = '/' } = incoming;
    if (headers.authorization === undefined && method === 'GET') {
      answer.writeHead(404).end();
      return;
    }
    const passed = request(new URL(url, aws), { method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 500, answered.headers);
      answered.pipe(answer);
    });
    incoming.pipe(passed);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close().closeAllConnections() };
}
