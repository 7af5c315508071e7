/** How the traffic of an edge was protected when it was measured. `unmeasured`: the lab has no means to measure it. */
export type Measured =
  | 'mutual'
  | 'verified'
  | 'encrypted'
  | 'application'
  | 'plaintext'
  | 'broken'
  | 'unmeasured';

/** An edge with the verdict that the lab compares with its own: the edges of a check have this form. */
export interface ExpectedEdge {
  /** `workload/<key>`, `gateway/<key>`, `outside` or `load-balancer/<key>:<port>`. */
  readonly client: string;
  readonly server: string;
  /** Key of the service; absent for edges from outside. */
  readonly service?: string;
  /** The listener's port in the topology; that of the load balancer, where that is the server. */
  readonly port?: number;
  /** The port of the service that callers use. */
  readonly dialled?: number;
  readonly verdict: string;
}

/** Something that the lab tried on an edge, such as a server with a certificate of a foreign authority. */
export interface Trial {
  readonly trial: string;
  readonly outcome: Outcome;
}

/** Whether a peer got through; `unmeasured` where it met no one. */
export type Outcome = 'accepted' | 'refused' | 'unmeasured';

/** An edge as it was measured. */
export interface LabEdge {
  readonly client: string;
  readonly server: string;
  readonly service?: string;
  readonly port?: number;
  readonly dialled?: number;
  readonly expected: string;
  readonly measured: Measured;
  /** What the server's application was told about the caller's certificate, by `x-forwarded-client-cert`. */
  readonly peer?: string;
  /** What the verdict follows from. */
  readonly trials: readonly Trial[];
  /** By how much Envoy's own counters rose during one request: `client: cluster.….ssl.handshake`. */
  readonly counters: Readonly<Record<string, number>>;
}

/** The attacks that the lab knows, and what each does. */
export const ATTACKS = {
  plaintext: 'a caller without TLS',
  'no-certificate': 'a caller that shows no certificate',
  'foreign-authority': 'a caller with a permitted name, certified by a foreign authority',
  'undeclared-caller': 'a workload that does not call this service, with its own certificate',
  'similar-caller': 'a caller whose names only begin or end like a permitted one',
  'expired-caller': 'a permitted caller whose certificate has expired',
  'foreign-server': "a server with the right name, certified by a foreign authority, in the server's place",
  'wrong-name': "a server with a certificate of the right authority for another name, in the server's place",
  'another-workload': "another workload with its own certificate, in the server's place",
  'expired-server': "a server whose certificate has expired, in the server's place",
  'forged-xfcc': 'a caller that sends x-forwarded-client-cert itself',
  'forged-envoy-header': "a caller that sends Envoy's own headers",
  'forged-app-mesh-header': 'a caller that sends x-app-mesh-virtual-service to choose another service',
  'repeated-request': 'a server that takes a request and hangs up, so that it might be sent once more',
  'borrowed-proxy': "somebody else on the network who calls through a workload's proxy",
  'open-administration': "somebody on the network who asks a proxy's administration interface",
} as const;

export type AttackName = keyof typeof ATTACKS;

/** An attack with what came of it. */
export interface LabAttack {
  readonly attack: AttackName;
  /** Who attacks; with an attack in the server's place, who is to be deceived. */
  readonly client: string;
  readonly server: string;
  readonly service?: string;
  /** The listener's port in the topology. */
  readonly port: number;
  readonly expected: Outcome;
  readonly measured: Outcome;
}

/** All that the lab measured. */
export interface LabReport {
  readonly edges: readonly LabEdge[];
  readonly attacks: readonly LabAttack[];
}

/** Edges and attacks of which the measurement differs from what was expected; what was not measured does not. */
export const differencesOf = ({ edges, attacks }: LabReport): readonly (LabEdge | LabAttack)[] =>
  [...edges, ...attacks].filter(
    ({ expected, measured }) => measured !== 'unmeasured' && expected !== measured,
  );
