import type { Answer, Call } from '../call';
import { nameOfCall } from '../not-here';
import { refusal } from '../protocol-error';
import type { Need } from './need';

/** The sentence with which AWS refuses an action. */
export const deniedSentence = (who: string, { action, resource }: Need, because: string): string =>
  `User: ${who} is not authorized to perform: ${action}${resource === '*' ? '' : ` on resource: ${resource}`} ${because}`;

/** The responses to requests that a role may not make. */
export const denied = {
  /** Its policies do not allow it. */
  action: (call: Call, need: Need, because: string): Answer =>
    answerTo(call, deniedSentence(call.caller.arn, need, because)),
  /** The local AWS cannot tell whether its policies allow it. */
  unknown: (call: Call): Answer =>
    answerTo(
      call,
      `User: ${call.caller.arn} is not authorized to perform: ${nameOfCall(call)}: the local AWS evaluates the policies of the role, but does not know on which resource this action is`,
    ),
  /** The role was deleted after its session began. */
  gone: (call: Call): Answer =>
    answerIn(
      call,
      403,
      byTarget(call) ? 'UnrecognizedClientException' : 'InvalidClientTokenId',
      'The security token included in the request is invalid.',
    ),
};

/** Services that have another name for it. */
const codes: Readonly<Record<string, string>> = {
  ec2: 'UnauthorizedOperation',
  elasticloadbalancing: 'AccessDenied',
  iam: 'AccessDenied',
  s3: 'AccessDenied',
  sts: 'AccessDenied',
};

const byTarget = (call: Call): boolean => call.headers['x-amz-target'] !== undefined;

function answerTo(call: Call, message: string): Answer {
  return answerIn(call, byTarget(call) ? 400 : 403, codes[call.service] ?? 'AccessDeniedException', message);
}

/** The services whose errors are XML. */
const xml: ReadonlySet<string> = new Set([...Object.keys(codes), 'autoscaling', 'monitoring', 'route53']);

function answerIn(call: Call, status: number, code: string, message: string): Answer {
  if (call.service === 's3') return inS3(call, status, code, message);
  if (call.service === 'ec2') return inEc2(call, status, code, message);
  if (xml.has(call.service)) return refusal(call.requestId, status, code, message);
  return {
    status,
    headers: {
      'content-type': byTarget(call) ? 'application/x-amz-json-1.1' : 'application/json',
      'x-amzn-requestid': call.requestId,
      'x-amzn-errortype': code,
    },
    body: JSON.stringify({ __type: code, message }),
  };
}

const headers = ({ requestId }: Call): Readonly<Record<string, string>> => ({
  'content-type': 'application/xml',
  'x-amzn-requestid': requestId,
});

function inS3(call: Call, status: number, code: string, message: string): Answer {
  const body = `<Error><Code>${code}</Code><Message>${textIn(message)}</Message><RequestId>${call.requestId}</RequestId></Error>`;
  return { status, headers: headers(call), body: call.method === 'HEAD' ? '' : body };
}

function inEc2(call: Call, status: number, code: string, message: string): Answer {
  const error = `<Errors><Error><Code>${code}</Code><Message>${textIn(`You are not authorized to perform this operation. ${message}`)}</Message></Error></Errors>`;
  return {
    status,
    headers: headers(call),
    body: `<Response>${error}<RequestID>${call.requestId}</RequestID></Response>`,
  };
}

const textIn = (message: string): string =>
  message.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
