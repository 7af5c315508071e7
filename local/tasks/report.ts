import type { DoorReply } from './door/ask';

/** What was sent through the tasks of a mesh, and what came of it. */
export interface TrafficReport {
  /** Whether every task is up, and every front door answers with the answers of all that is behind it. */
  readonly ok: boolean;
  readonly tasks: readonly TaskReport[];
  readonly doors: readonly DoorReport[];
  readonly hops: readonly HopReport[];
  /** Absent: no task fetches a certificate, or not all answered before. */
  readonly renewal?: RenewalReport;
  /** Connections that AWS would have dropped, each once. */
  readonly refusals: readonly string[];
  /** What differs from AWS on this machine, one line each: a stand-in for a server, for example. */
  readonly notes: readonly string[];
  /** What is wrong besides, one line each. */
  readonly problems: readonly string[];
}

export interface TaskReport {
  /** `yelb-ui-1` */
  readonly task: string;
  readonly service: string;
  readonly account: string;
  /** Its address in its subnet. */
  readonly ip: string;
  /** Containers in the order of the task definition. */
  readonly containers: readonly string[];
  /** Why it is not up. */
  readonly problem?: string;
}

/** The certificate of a service, renewed while its tasks run. */
export interface RenewalReport {
  /** Its ARN. */
  readonly certificate: string;
  /** The tasks that present it. */
  readonly tasks: readonly string[];
  /** Until all of them presented the new one, from the moment of its renewal. */
  readonly seconds: number;
  /** Why some do not. */
  readonly problem?: string;
}

/** A listener of a load balancer, asked from outside. */
export interface DoorReport extends DoorReply {
  readonly url: string;
  readonly ok: boolean;
}

/** One service that called another, as their proxies saw it. */
export interface HopReport {
  readonly caller: string;
  readonly callee: string;
  /** As it is deployed. */
  readonly port: number;
  /** Requests, or connections of TCP, as either side counted them. */
  readonly requests: number;
  /** Connections with TLS, and others, as their first bytes say. */
  readonly tls: number;
  readonly plaintext: number;
  /** Names in the certificate that the caller's proxy verified; none: it verified nothing. */
  readonly calleeVerified: readonly string[];
  /** Names in the certificate that the callee's proxy verified. */
  readonly callerVerified: readonly string[];
  /** `TLSv1.3` */
  readonly version?: string;
  /** What failed, as the proxies say it, each once. */
  readonly failures: readonly string[];
}
