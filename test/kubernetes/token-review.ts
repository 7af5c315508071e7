import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fieldOf, parsedJson } from '../../core/base/json';

/** What the tokens of EKS begin with; the rest is a signed request to STS, in base64. */
const START = 'k8s-aws-v1.';

/** Tells the API server whose a token of EKS is, as EKS does, but without asking STS. */
export interface TokenReviewer {
  readonly url: string;
  /** Tokens that were accepted so far. */
  readonly accepted: ReadonlySet<string>;
  close(): void;
}

/** Accepts tokens that name AWS's STS and were signed for this long: of whoever deploys. */
export async function tokenReviewer(): Promise<TokenReviewer> {
  const accepted = new Set<string>();
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const review = parsedJson(Buffer.concat(chunks).toString());
      const token = String(fieldOf(review, 'spec', 'token'));
      const authenticated = isOfEks(token);
      if (authenticated) accepted.add(token);
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'TokenReview',
          status: {
            authenticated,
            ...(authenticated && { user: { username: 'deployer', groups: ['system:masters'] } }),
          },
        }),
      );
    });
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    accepted,
    close: () => void server.close(),
  };
}

function isOfEks(token: string): boolean {
  if (!token.startsWith(START)) return false;
  const signed = Buffer.from(token.slice(START.length), 'base64url').toString();
  return /^https:\/\/sts\..*Action=GetCallerIdentity/.test(signed);
}
