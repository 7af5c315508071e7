import type { Call } from '../call';
import { fieldsOf } from '../json-protocol';
import { pageOf } from '../paging';
import { refusal } from '../rules';
import { demand, flag, list, record, text, whole, type Members } from '../shape';
import type { World } from '../world';

/** A checked request to RAM. */
export interface Request {
  readonly world: World;
  readonly region: string;
  /** Its path, which is unique to the operation. */
  readonly operation: string;
  /** The calling account. */
  readonly account: string;
  /** The resources in it that do not exist in moto, which was asked before. */
  readonly absent: ReadonlySet<string>;
  readonly text: (member: string) => string | undefined;
  /** A member that the operation's input requires. */
  readonly required: (member: string) => string;
  readonly texts: (member: string) => readonly string[];
  readonly flag: (member: string) => boolean | undefined;
  readonly number: (member: string) => number | undefined;
  /** All members, as read. */
  readonly input: Readonly<Record<string, unknown>>;
}

// Members that several operations have.
export const word = text();
export const words = list(word);
export const yesNo = flag;
export const paging: Members = { 'maxResults?': whole(1, 500), 'nextToken?': word };

/** Reads a call against the members of its operation: from the body, or from the query where AWS uses that. */
export function requestOf(
  world: World,
  call: Call,
  members: Members,
  inQuery: boolean,
  absent: ReadonlySet<string>,
): Request {
  const input = inQuery ? queryOf(call, members) : fieldsOf(call.body);
  demand(record(members), input, '', (_, all) => refusal('ram/parameter', all));
  const textIn = (member: string): string | undefined => {
    const value = input[member];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    world,
    region: call.region,
    operation: call.path,
    account: call.caller.account,
    absent,
    text: textIn,
    required: (member) => textIn(member) ?? '',
    texts: (member) => (input[member] ?? []) as readonly string[],
    flag: (member) => {
      const value = input[member];
      return typeof value === 'boolean' ? value : undefined;
    },
    number: (member) => {
      const value = input[member];
      return typeof value === 'number' ? value : undefined;
    },
    input,
  };
}

/** AWS returns the token of the request, if it had one. */
export function answered(request: Request, value: Readonly<Record<string, unknown>>): unknown {
  const clientToken = request.text('clientToken');
  return clientToken === undefined ? value : { ...value, clientToken };
}

/** A page of a list by the request's `maxResults` and `nextToken`, under its name in the response. */
export function paged(request: Request, name: string, all: readonly unknown[]): unknown {
  const token = request.text('nextToken');
  const { maxResults: _, nextToken: __, ...filters } = request.input;
  const question = JSON.stringify([request.account, request.region, request.operation, filters]);
  const page = pageOf(all, request.number('maxResults') ?? 500, token, question);
  if (page === undefined) throw refusal('ram/next-token', `nextToken "${token ?? ''}"`);
  const { items, ...more } = page;
  return { [name]: items, ...more };
}

/** The filter that a list of values means: without values, no filter. */
export function among(values: readonly string[], value: string): boolean {
  return values.length === 0 || values.includes(value);
}

/** Refuses what isn't an ARN. */
export function demandArn(arn: string): void {
  if (!/^arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:\w*:.+$/.test(arn)) throw refusal('ram/malformed-arn', `"${arn}"`);
}

/** The query, in which numbers are written out as text. */
function queryOf({ query }: Call, members: Members): Record<string, unknown> {
  return Object.fromEntries(
    [...query].map(([name, value]) => {
      const isNumber = (members[name] ?? members[`${name}?`])?.kind === 'whole';
      return [name, isNumber && /^\d+$/.test(value) ? Number(value) : value];
    }),
  );
}
