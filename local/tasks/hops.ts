import { readFileSync } from 'node:fs';
import { isRecord, parsedJson } from '../../core/base/json';
import { unique } from '../../core/base/collections';
import { asDeployed } from '../envoy/ways';
import type { Passage } from './network/door';
import type { Ledger, PlacedInterface } from './network/ledger';
import type { Hop } from './place/hop-format';
import type { HopReport } from './report';
import type { StartedTask } from './task/run';

/** What one side of a hop says of it. */
interface Side {
  readonly caller: string;
  readonly callee: string;
  readonly port: number;
  readonly counts: 'caller' | 'callee';
  readonly verified: readonly string[];
  readonly version?: string;
  readonly failure?: string;
}

/** Who called whom, from what the proxies have logged and what went through the doors. */
export function hopsOf(
  tasks: readonly StartedTask[],
  passages: readonly Passage[],
  ledger: Pick<Ledger, 'from' | 'behind'>,
): readonly HopReport[] {
  const sides = new Map<string, Side[]>();
  for (const task of tasks)
    for (const hop of hopsIn(task.hopsFile))
      for (const side of sidesOf(task, hop, ledger)) added(sides, keyOf(side), side);
  const bytes = new Map<string, Passage[]>();
  for (const passage of passages)
    if (passage.refusal === undefined)
      added(
        bytes,
        keyOf({ caller: passage.caller.owner, callee: passage.callee.owner, port: passage.port }),
        passage,
      );
  return [...sides].map(([key, found]) => hopOf(found, bytes.get(key) ?? []));
}

const keyOf = ({ caller, callee, port }: Pick<Side, 'caller' | 'callee' | 'port'>): string =>
  JSON.stringify([caller, callee, port]);

function added<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function hopsIn(file: string): readonly Hop[] {
  try {
    return (
      readFileSync(file, 'utf8')
        .split('\n')
        .map(parsedJson)
        // Each line is in the format that we gave.
        .filter((line): line is Hop & Record<string, unknown> => isRecord(line))
    );
  } catch {
    // An Envoy that has passed nothing on has no such file.
    return [];
  }
}

/** A proxy logs what its application sends as a caller, and what comes from outside of the task as a callee. */
function sidesOf(
  { task, verifies }: StartedTask,
  hop: Hop,
  { from, behind }: Pick<Ledger, 'from' | 'behind'>,
): readonly Side[] {
  const caller = from(String(hop.caller));
  const callee = behind(addressIn(hop.callee));
  const failure = failureOf(hop);
  const sides: Side[] = [];
  if (isOther(caller, task.nic)) {
    const port = asDeployed(portIn(hop.listener));
    sides.push({
      caller: caller.owner,
      callee: task.service.name,
      port,
      counts: 'callee',
      verified: verifies.has(String(port)) ? namesIn(hop.callerNames, hop.callerUris) : [],
      ...(hop.callerVersion !== null && { version: String(hop.callerVersion) }),
      ...(failure !== undefined && callee === undefined && { failure }),
    });
  }
  if (isOther(callee, task.nic))
    sides.push({
      caller: task.service.name,
      callee: callee.owner,
      port: asDeployed(portIn(hop.callee)),
      counts: 'caller',
      verified: verifies.has(String(hop.cluster)) ? namesIn(hop.calleeNames, hop.calleeUris) : [],
      ...(hop.calleeVersion !== null && { version: String(hop.calleeVersion) }),
      ...(failure !== undefined && { failure }),
    });
  return sides;
}

const isOther = (one: PlacedInterface | undefined, own: PlacedInterface): one is PlacedInterface =>
  one !== undefined && one.ip !== own.ip;

function failureOf({ status, flags, failure }: Hop): string | undefined {
  if (typeof failure === 'string' && failure !== '-' && failure !== '') return failure;
  if (typeof flags === 'string' && !['-', '', 'DC'].includes(flags))
    return `flags ${flags}${status === 0 ? '' : `, status ${status}`}`;
  return undefined;
}

function hopOf(sides: readonly Side[], passages: readonly Passage[]): HopReport {
  const [first] = sides;
  const of = (counts: Side['counts']): readonly Side[] => sides.filter((side) => side.counts === counts);
  const version = sides.find((side) => side.version !== undefined)?.version;
  const sum = (count: (passage: Passage) => number): number =>
    passages.reduce((total, passage) => total + count(passage), 0);
  return {
    caller: first?.caller ?? '',
    callee: first?.callee ?? '',
    port: first?.port ?? 0,
    // Connections that a caller opens for its health checks alone are logged by the callee.
    requests: of('caller').length || of('callee').length,
    tls: sum(({ tls }) => tls),
    plaintext: sum(({ plaintext }) => plaintext),
    calleeVerified: unique(of('caller').flatMap(({ verified }) => verified)),
    callerVerified: unique(of('callee').flatMap(({ verified }) => verified)),
    ...(version !== undefined && { version }),
    failures: unique(sides.flatMap(({ failure }) => failure ?? [])),
  };
}

const namesIn = (...texts: readonly (string | number | null)[]): readonly string[] =>
  texts.flatMap((text) =>
    typeof text === 'string' ? text.split(',').filter((name) => name !== '-' && name !== '') : [],
  );

const portIn = (socket: string | number | null): number => Number(/:(\d+)$/.exec(String(socket))?.[1] ?? 0);
const addressIn = (socket: string | number | null): string => String(socket).replace(/:\d+$/, '');
