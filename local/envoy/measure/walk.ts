import type { ProxySpec, SocketSpec } from '../../../core/dataplane/envoy';
import type { Protocol } from '../../../core/topology';
import type { Reply } from '../net/call';
import type { CallerTls } from '../net/connect';
import type { Wire } from '../net/wire';

/** One request over a walk. */
export interface Request {
  readonly marker: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** @default `/` */
  readonly path?: string;
  /** @default the name of the service */
  readonly host?: string;
  /** @default POST */
  readonly method?: string;
}

/** A request, and the parties of whose applications one should answer it. */
export interface Honest {
  readonly request: Omit<Request, 'marker'>;
  readonly answeredBy: ReadonlySet<string>;
}

/** A listener of a party, as callers of the lab connect to it without any proxy of theirs. */
export interface Door {
  readonly party: string;
  /** The listener's port in the topology. */
  readonly listener: number;
  /** The listener of the application that answers: another one where this is there for load balancers alone. */
  readonly application: number;
  readonly protocol: Protocol;
  /** Where its proxy accepts connections. */
  readonly socket: SocketSpec;
  readonly proxy: ProxySpec;
}

/** A way from a caller to a listener, over a line that the lab sees and can lead elsewhere. */
export interface Walk {
  /** As in the report: a party's id, `outside` or a load balancer. */
  readonly client: string;
  readonly server: string;
  readonly service?: string;
  readonly listener: number;
  readonly protocol: Protocol;
  readonly wire: Wire;
  /** Where the caller's request goes first. */
  readonly socket: SocketSpec;
  /** Where the line leads while nobody interferes. */
  readonly home?: SocketSpec;
  readonly door?: Door;
  /** The caller's proxy; absent for callers from outside. */
  readonly proxy?: ProxySpec;
  /** The TLS on the line is that of the applications. */
  readonly isApplicationTls: boolean;
  call(request: Request): Promise<Reply>;
}

/** Whether a reply is that of the server itself: of a gateway, which has no application, any answer of HTTP. */
export const isAnswer = (
  { status, echo }: Reply,
  { server, door }: Pick<Walk, 'server' | 'door'>,
  marker: string,
): boolean =>
  server.startsWith('gateway/')
    ? status > 0
    : echo?.party === server &&
      echo.marker === marker &&
      (door === undefined || echo.listener === door.application);

/** How a caller that is no proxy connects: absent in plaintext. */
export type Dial = CallerTls | undefined;
