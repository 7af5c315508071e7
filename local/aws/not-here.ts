import type { Answer, Call } from './call';
import { operationOf } from './operation';
import { queryError } from './query-protocol';

/**
 * Services with paths whose bodies are XML; the others use JSON. Services with an action or a target are recognized by
 * their requests.
 */
const xmlWithPaths: ReadonlySet<string> = new Set(['cloudfront', 'route53', 's3', 's3control', 's3-control']);

/**
 * The response to an operation that the local AWS does not support: 501, which no SDK repeats (500, 502, 503 and 504 are
 * repeated, by the provider for minutes), in the form of error that the caller's protocol has, so that the message is
 * shown.
 */
export function notHere(call: Call, message: string): Answer {
  const code = 'NotImplemented';
  const headers = { 'x-amzn-errortype': code, 'x-amzn-requestid': call.requestId };
  if (call.service === 'ec2') {
    const error = `<Errors><Error><Code>${code}</Code><Message>${textIn(message)}</Message></Error></Errors>`;
    const body = `<Response>${error}<RequestID>${call.requestId}</RequestID></Response>`;
    return { status: 501, headers: { ...headers, 'content-type': 'text/xml' }, body };
  }
  if (isXml(call)) {
    const answer = queryError(call.requestId, 'https://webservices.amazon.com/', {
      status: 501,
      code,
      message,
    });
    return { ...answer, headers: { ...answer.headers, ...headers } };
  }
  const type = call.headers['x-amz-target'] === undefined ? 'application/json' : 'application/x-amz-json-1.1';
  return {
    status: 501,
    headers: { ...headers, 'content-type': type },
    body: JSON.stringify({ __type: code, message }),
  };
}

/** The name of the requested operation: `ec2:DescribeVpcs`, `eks:GET /clusters`. */
export function nameOfCall(call: Call): string {
  return `${call.service}:${operationOf(call)}`;
}

function isXml(call: Call): boolean {
  if (call.headers['x-amz-target'] !== undefined) return false;
  const sent = String(call.headers['content-type'] ?? '');
  return xmlWithPaths.has(call.service) || /xml|x-www-form-urlencoded/.test(sent) || call.query.has('Action');
}

function textIn(message: string): string {
  return message.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
