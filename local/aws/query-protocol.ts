import type { Answer, Call } from './call';

/** An XML element: its text, or its children by name. */
export type Xml = string | { readonly [name: string]: Xml };

/** An error of the query protocol. `Sender` means that the request is wrong. */
export interface QueryError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** The parameters of a call: in the query string of a GET, in the body of a POST. */
export function parametersOf(call: Call): URLSearchParams {
  const all = new URLSearchParams(call.query);
  if (call.method === 'POST')
    for (const [name, value] of new URLSearchParams(call.body)) all.set(name, value);
  return all;
}

/** `<ActionResponse><ActionResult>…`, the query protocol's response to a success. */
export function queryResult(call: Call, namespace: string, action: string, result: Xml): Answer {
  const content = { [`${action}Result`]: result, ResponseMetadata: { RequestId: call.requestId } };
  return xmlAnswer(call.requestId, 200, `${action}Response`, namespace, content);
}

/** `<ErrorResponse><Error>…`, the query protocol's response to an error. */
export function queryError(requestId: string, namespace: string, error: QueryError): Answer {
  const content = {
    Error: { Type: error.status < 500 ? 'Sender' : 'Receiver', Code: error.code, Message: error.message },
    RequestId: requestId,
  };
  return xmlAnswer(requestId, error.status, 'ErrorResponse', namespace, content);
}

function xmlAnswer(requestId: string, status: number, root: string, namespace: string, content: Xml): Answer {
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: `<${root} xmlns="${escaped(namespace)}">${xmlOf(content)}</${root}>\n`,
  };
}

function xmlOf(value: Xml): string {
  if (typeof value === 'string') return escaped(value);
  return Object.entries(value)
    .map(([name, child]) => `<${name}>${xmlOf(child)}</${name}>`)
    .join('');
}

function escaped(text: string): string {
  return (
    text
      // XML 1.0 cannot represent control characters, and a caller may send any.
      .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
