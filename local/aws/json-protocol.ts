import type { Answer, Call } from './call';
import { Refusal, refusal, rules } from './rules';
import { isRecord, misfitsOf, type Misfit, type Shape } from './shape';

/** Lets an operation answer, and makes AWS's JSON error of what it refuses. */
export function jsonAnswer(call: Call, operation: () => unknown): Answer {
  try {
    return answer(call, 200, {}, operation());
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    const { status, code } = rules[problem.rule];
    // AWS has no header for the rule: it tells a reader of logs and tests where to look it up.
    const headers = { 'x-amzn-errortype': code, 'x-meshspan-rule': problem.rule };
    return answer(call, status, headers, { message: problem.message });
  }
}

/** The body of a call; an operation without input may send none. */
export function jsonBodyOf(call: Call): Record<string, unknown> {
  const body = call.body.trim() === '' ? {} : parsed(call.body);
  if (!isRecord(body)) throw refusal('json/malformed', 'the body');
  return body;
}

/** Refuses a value that doesn't fit; the service says by which of its rules. */
export function demand(
  shape: Shape,
  value: unknown,
  path: string,
  refuse: (first: Misfit, all: string) => Error,
) {
  const misfits = misfitsOf(shape, value, path);
  const [first] = misfits;
  if (first !== undefined) throw refuse(first, misfits.map(({ says }) => says).join('; '));
}

function answer(
  call: Call,
  status: number,
  headers: Readonly<Record<string, string>>,
  value: unknown,
): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': call.requestId, ...headers },
    body: JSON.stringify(value),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
