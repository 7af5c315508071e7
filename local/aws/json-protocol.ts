import { isRecord, parsedJson, recordOf } from '../../core/base/json';
import type { Answer, Call } from './call';
import { Refusal, refusal, rules } from './rules';

/** The fields of a JSON body, not yet validated. */
export type Fields = Readonly<Record<string, unknown>>;

/** The differences between AWS's two protocols with JSON bodies. Times are seconds since 1970 in both. */
interface Dialect {
  readonly contentType: string;
  readonly errorOf: (code: string, message: string) => Fields;
}

/** Operations are methods and paths. */
const rest: Dialect = { contentType: 'application/json', errorOf: (_, message) => ({ message }) };

/** Operations are named by `x-amz-target`. */
const target: Dialect = {
  contentType: 'application/x-amz-json-1.1',
  errorOf: (code, message) => ({ __type: code, message }),
};

/** Runs an operation of a service with paths, and turns a refusal into AWS's error. */
export function restAnswer(call: Call, operation: () => unknown): Answer {
  try {
    return answered(rest, call, operation());
  } catch (problem) {
    return refused(rest, call, problem);
  }
}

/** The same for an operation that takes time. */
export async function eventualRestAnswer(call: Call, operation: () => unknown): Promise<Answer> {
  try {
    return answered(rest, call, await operation());
  } catch (problem) {
    return refused(rest, call, problem);
  }
}

/** The same for an operation that `x-amz-target` names. */
export async function targetAnswer(
  call: Call,
  operation: (asked: Fields) => Fields | Promise<Fields>,
): Promise<Answer> {
  try {
    return answered(target, call, await operation(fieldsOf(call.body)));
  } catch (problem) {
    return refused(target, call, problem);
  }
}

/** A refusal of an operation that `x-amz-target` names. */
export function targetError(call: Call, problem: Refusal): Answer {
  return refused(target, call, problem);
}

/** The fields of a body; an operation without input may send none. */
export function fieldsOf(body: string): Fields {
  if (depthOf(body) > deepest) throw refusal('json/too-deep', 'the body');
  const parsed = body.trim() === '' ? {} : parsedJson(body);
  if (!isRecord(parsed)) throw refusal('json/malformed', 'the body');
  return parsed;
}

/** Refuses a body that should be JSON but is not, before it reaches a service that would fail on it. */
export function malformedBody(call: Call): Answer | undefined {
  const byTarget = call.headers['x-amz-target'] !== undefined;
  const isJson = byTarget || /\bjson\b/.test(String(call.headers['content-type'] ?? ''));
  if (!isJson) return undefined;
  try {
    fieldsOf(call.body);
    return undefined;
  } catch (problem) {
    return refused(byTarget ? target : rest, call, problem);
  }
}

/** The deepest nesting of lists and objects: inputs of AWS services are far below. */
const deepest = 100;

/** The depth to which lists and objects are nested. Brackets in strings do not count. */
function depthOf(body: string): number {
  let [depth, most, inString] = [0, 0, false];
  for (let at = 0; at < body.length; at += 1) {
    const character = body[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '[' || character === '{') most = Math.max(most, (depth += 1));
    else if (character === ']' || character === '}') depth -= 1;
  }
  return most;
}

/** Text of a field, or nothing. */
export function textField(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
}

/** The fields of a field; none where it is absent. */
export function objectField(fields: Fields, name: string): Fields {
  return recordOf(fields[name]);
}

/** The entries of a list; none where it is absent. */
export function listField(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  return Array.isArray(value) ? value : [];
}

function answered({ contentType }: Dialect, { requestId }: Call, content: unknown): Answer {
  return {
    status: 200,
    headers: { 'content-type': contentType, 'x-amzn-requestid': requestId },
    body: JSON.stringify(content),
  };
}

/** @throws what is not a refusal */
function refused(dialect: Dialect, call: Call, problem: unknown): Answer {
  if (!(problem instanceof Refusal)) throw problem;
  const { status, code } = rules[problem.rule];
  const { headers, body } = answered(dialect, call, dialect.errorOf(code, problem.message));
  // AWS has no header for the rule: here it lets readers of logs and tests look it up.
  return { status, headers: { ...headers, 'x-amzn-errortype': code, 'x-meshspan-rule': problem.rule }, body };
}
