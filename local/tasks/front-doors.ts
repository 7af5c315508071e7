import { setTimeout as pause } from 'node:timers/promises';
import { isComplete } from './application/answer';
import { askDoor, type DoorReply } from './door/ask';
import { startListeners, type RunningListener } from './door/load-balancer';
import { checkTargets, type CheckedTargets } from './door/targets';
import { addressAt } from './network/addresses';
import type { Ledger, PlacedInterface } from './network/ledger';
import type { Network } from './network/network';
import type { Account } from './read/account';
import type { DeployedBalancer, DeployedTargetGroup } from './read/load-balancers';
import type { DoorReport } from './report';

/** A load balancer with a place on this machine. */
export interface PlacedBalancer {
  readonly balancer: DeployedBalancer;
  readonly nic: PlacedInterface;
}

/** A load balancer that runs. */
export interface RunningBalancer extends PlacedBalancer {
  readonly listeners: readonly RunningListener[];
  readonly targets: readonly CheckedTargets[];
  readonly close: () => Promise<void>;
}

/** Starts what is behind the doors of a load balancer. */
export async function startLoadBalancer(
  account: Account,
  { balancer, nic }: PlacedBalancer,
  groups: ReadonlyMap<string, DeployedTargetGroup>,
  { faceOf }: Pick<Ledger, 'faceOf'>,
): Promise<RunningBalancer> {
  const wanted = new Set(
    balancer.listeners.flatMap(({ action }) => (action.kind === 'forward' ? [action.group] : [])),
  );
  const checked = new Map(
    [...wanted].flatMap((arn) => {
      const group = groups.get(arn);
      return group === undefined ? [] : [[arn, checkTargets(account, group, nic.inside, faceOf)] as const];
    }),
  );
  const targets = [...checked.values()];
  const targetOf = (group: string): ReturnType<CheckedTargets['next']> => checked.get(group)?.next();
  const listeners = await startListeners({ account, nic, groups, targetOf }, balancer);
  return {
    balancer,
    nic,
    listeners,
    targets,
    close: async () => {
      for (const each of targets) each.stop();
      await Promise.all(listeners.map((listener) => listener.close()));
    },
  };
}

/** Any public address (RFC 5737). */
const PUBLIC = '203.0.113.20';
/** Position of a caller in the block that it comes from. */
const POSITION = 9;

/** The address of a caller whom the rules of a load balancer let in on a port, as far as any let somebody in. */
export function callerFor({ groups, subnets }: Network, { balancer }: PlacedBalancer, port: number): string {
  const cidrs = balancer.groups.flatMap((id) =>
    (groups.get(id)?.ingress ?? [])
      .filter(({ from, to }) => from <= port && port <= to)
      .flatMap((permission) => permission.cidrs),
  );
  const [first] = cidrs;
  const own = subnets.get(balancer.subnets[0] ?? '')?.cidr;
  const block = first ?? (balancer.scheme === 'internal' ? own : undefined);
  return block === undefined || block === '0.0.0.0/0' ? PUBLIC : addressAt(block, POSITION);
}

/** What is asked of a listener. */
export interface DoorWish {
  readonly running: RunningBalancer;
  readonly listener: RunningListener;
  /** The name in the URL. */
  readonly host: string;
  /** Whether that name is a record, which a certificate can be for; AWS's own names are not. */
  readonly isRecord: boolean;
  /** The address on this machine that it comes from. */
  readonly from: string;
  /** Milliseconds until a failure is final. */
  readonly patienceMs: number;
}

/** Sends requests to a listener until one is answered as it should, or patience ends. */
export async function askedDoor(wish: DoorWish): Promise<DoorReport> {
  const { running, listener, host, isRecord, from, patienceMs } = wish;
  const { port, protocol, action } = listener.listener;
  // What a load balancer passes on may be TLS of the proxy behind it, or not.
  const ways = { HTTP: [false], HTTPS: [true], TLS: [true], TCP: [true, false] }[protocol];
  const urlOf = (isTls: boolean): string => {
    const suffix = port === (isTls ? 443 : 80) ? '' : `:${port}`;
    return `${isTls ? 'https' : 'http'}://${host}${suffix}/`;
  };
  const authorities = isRecord ? listener.certificate?.authorities : undefined;
  const until = performance.now() + patienceMs;
  const ask = (tls: boolean): Promise<DoorReply> =>
    askDoor({
      from,
      address: running.nic.address,
      port,
      host,
      ...(tls && { tls: authorities === undefined ? {} : { authorities } }),
    });
  for (;;) {
    const { isTls, reply } = await firstAnswered(ways, ask);
    const ok = action.kind === 'redirect' ? reply.location !== undefined : isAnswered(reply);
    if (ok || performance.now() > until) {
      const why = running.targets.flatMap((targets) => targets.problem() ?? []);
      const failure = ok
        ? undefined
        : [reply.failure ?? 'not everything behind it answers', ...why].join('; ');
      const { failure: _, ...rest } = reply;
      return { ...rest, url: urlOf(isTls), ok, ...(failure !== undefined && { failure }) };
    }
    await pause(300);
  }
}

/** The answer of the first way that brings one, or what the last one brings. */
async function firstAnswered(
  ways: readonly boolean[],
  ask: (isTls: boolean) => Promise<DoorReply>,
): Promise<{ readonly isTls: boolean; readonly reply: DoorReply }> {
  let last = { isTls: false, reply: { status: 0 } as DoorReply };
  for (const isTls of ways) {
    last = { isTls, reply: await ask(isTls) };
    if (last.reply.status !== 0) break;
  }
  return last;
}

const isAnswered = ({ status, answer }: DoorReply): boolean =>
  status === 200 && answer !== undefined && isComplete(answer);
