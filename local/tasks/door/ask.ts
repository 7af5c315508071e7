import { request as overHttp, type IncomingMessage } from 'node:http';
import { request as overHttps } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { unprivileged } from '../../envoy/ways';
import { answerOf, type ApplicationAnswer } from '../application/answer';

/** A request from outside, through a load balancer. */
export interface DoorRequest {
  /** The address that it comes from. */
  readonly from: string;
  /** The address of the load balancer on this machine. */
  readonly address: string;
  readonly port: number;
  /** The name in its URL. */
  readonly host: string;
  /** Absent: plain HTTP. */
  readonly tls?: {
    /** Certificates to verify with; absent: nothing is verified. */
    readonly authorities?: string;
  };
}

/** What came back. */
export interface DoorReply {
  readonly status: number;
  /** What answered, where it is a stand-in. */
  readonly answer?: ApplicationAnswer;
  /** Where a redirect leads. */
  readonly location?: string;
  /** Names in the certificate that the caller accepted. */
  readonly verified?: string;
  readonly failure?: string;
}

/** Milliseconds. */
const PATIENCE = 15_000;

/** Sends a request and waits for the answer. */
export const askDoor = ({ from, address, port, host, tls }: DoorRequest): Promise<DoorReply> =>
  new Promise((done) => {
    const options = {
      host: address,
      port: unprivileged(port),
      localAddress: from,
      agent: false as const,
      timeout: PATIENCE,
      headers: { host: [80, 443].includes(port) ? host : `${host}:${port}` },
    };
    const sent =
      tls === undefined
        ? overHttp(options)
        : overHttps({
            ...options,
            servername: host,
            rejectUnauthorized: tls.authorities !== undefined,
            ...(tls.authorities !== undefined && { ca: tls.authorities }),
          });
    sent.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.once('error', (error) => done({ status: 0, failure: error.message }));
      response.once('end', () => done(replyOf(response, text, tls?.authorities !== undefined)));
    });
    sent.once('timeout', () => sent.destroy(new Error('no answer in time')));
    sent.once('error', (error) => done({ status: 0, failure: error.message }));
    sent.end();
  });

function replyOf(response: IncomingMessage, text: string, isVerified: boolean): DoorReply {
  const status = response.statusCode ?? 0;
  const answer = answerOf(text);
  const { location } = response.headers;
  // A response over TLS has the socket of TLS.
  const names = isVerified ? (response.socket as TLSSocket).getPeerCertificate().subjectaltname : undefined;
  return {
    status,
    ...(answer && { answer }),
    ...(location !== undefined && { location }),
    ...(names !== undefined && { verified: names }),
    ...(answer === undefined && location === undefined && { failure: text.trim().slice(0, 200) }),
  };
}
