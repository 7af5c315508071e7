import { Agent, request } from 'node:https';
import { parsedJson } from '../../core/base/json';

/** An answer of the API server. */
export interface ApiAnswer {
  readonly status: number;
  /** Parsed, where it is JSON. */
  readonly body: unknown;
}

/** A request: an object is sent as JSON. */
export interface ApiRequest {
  /** @default GET */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** @default none */
  readonly body?: object;
  /** @default application/json */
  readonly contentType?: string;
}

/** Who asks an API server, and which one. */
export interface ApiOptions {
  readonly url: string;
  /** The certificate of its authority, PEM. */
  readonly authority: string;
  readonly token: string;
}

/** A client of an API server. */
export interface ApiClient {
  /** @throws where the server does not answer */
  readonly ask: (path: string, asked?: ApiRequest) => Promise<ApiAnswer>;
  /**
   * Creates or changes an object (server-side apply).
   * @param path of the object itself, such as `/api/v1/nodes/one`
   * @throws where the server refuses it, with the server's sentence
   */
  readonly apply: (path: string, object: object) => Promise<void>;
  readonly close: () => void;
}

/** A client that trusts the server's own authority alone. */
export function apiClient({ url, authority, token }: ApiOptions): ApiClient {
  const agent = new Agent({ keepAlive: true, ca: authority });
  const ask: ApiClient['ask'] = (path, { method = 'GET', body, contentType = 'application/json' } = {}) =>
    new Promise((done, fail) => {
      const asked = request(
        `${url}${path}`,
        {
          agent,
          method,
          headers: {
            authorization: `Bearer ${token}`,
            accept: 'application/json',
            ...(body && { 'content-type': contentType }),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', fail);
          response.once('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            done({ status: response.statusCode ?? 0, body: parsedJson(text) ?? text });
          });
        },
      );
      asked.once('error', fail);
      asked.end(body && JSON.stringify(body));
    });
  return {
    ask,
    apply: async (path, object) => {
      const answer = await ask(`${path}?fieldManager=meshspan&force=true`, {
        method: 'PATCH',
        body: object,
        // JSON is YAML.
        contentType: 'application/apply-patch+yaml',
      });
      if (answer.status >= 300) throw new Error(`the API server refused ${path}: ${sentenceIn(answer)}`);
    },
    close: () => agent.destroy(),
  };
}

/** The sentence of a refusal. */
export const sentenceIn = ({ status, body }: ApiAnswer): string =>
  typeof body === 'object' && body !== null && 'message' in body
    ? String(body.message)
    : `it answered ${status}`;
