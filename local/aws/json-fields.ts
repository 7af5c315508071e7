import type { Answer, Call } from './call';
import { Refusal, refusal, rules } from './rules';
import { isRecord } from './shape';

/** The fields of a JSON body, each still to be looked at. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Lets an operation answer in the protocol whose operations are named by `x-amz-target`; what it refuses becomes
 * AWS's error. Times are seconds since 1970 in it.
 */
export async function targetAnswer(
  call: Call,
  operation: (asked: Fields) => Fields | Promise<Fields>,
): Promise<Answer> {
  try {
    return json(call, 200, {}, await operation(fieldsOf(call.body)));
  } catch (problem) {
    if (problem instanceof Refusal) return targetError(call, problem);
    throw problem;
  }
}

/** A refusal in that protocol. */
export function targetError(call: Call, { rule, message }: Refusal): Answer {
  const { status, code } = rules[rule];
  const headers = { 'x-amzn-errortype': code, 'x-meshspan-rule': rule };
  return json(call, status, headers, { __type: code, message });
}

/** The fields of a body; an operation without input may send none. */
export function fieldsOf(body: string): Fields {
  if (body.trim() === '') return {};
  try {
    const parsed: unknown = JSON.parse(body);
    if (isRecord(parsed)) return parsed;
  } catch {
    // Said below.
  }
  throw refusal('json/malformed', 'the body');
}

/** Text of a field, or nothing. */
export function textField(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
}

/** The fields of a field; none where it is absent. */
export function objectField(fields: Fields, name: string): Fields {
  const value = fields[name];
  return isRecord(value) ? value : {};
}

/** The entries of a list; none where it is absent. */
export function listField(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  return Array.isArray(value) ? value : [];
}

function json(
  { requestId }: Call,
  status: number,
  headers: Readonly<Record<string, string>>,
  content: Fields,
): Answer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId, ...headers },
    body: JSON.stringify(content),
  };
}
