/** The networks of all accounts, as far as they decide who reaches whom. */
export interface Network {
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly groups: ReadonlyMap<string, SecurityGroup>;
  readonly peerings: ReadonlyMap<string, Peering>;
  /** Ids of VPCs by the id of the transit gateway that they are attached to. */
  readonly attached: ReadonlyMap<string, ReadonlySet<string>>;
  /** VPCs with an interface endpoint: they reach AWS without a way to the internet. */
  readonly withEndpoints: ReadonlySet<string>;
}

export interface Subnet {
  readonly id: string;
  readonly vpc: string;
  readonly cidr: string;
  /** Of the route table that it is associated with, or of the main one of its VPC. */
  readonly routes: readonly Route[];
}

export interface Route {
  readonly destination: string;
  readonly via: 'local' | 'peering' | 'transit-gateway' | 'nat' | 'internet' | 'other';
  /** Id of what it leads to. */
  readonly target: string;
  /** `false`: a black hole. */
  readonly isActive: boolean;
}

export interface SecurityGroup {
  readonly id: string;
  readonly name: string;
  readonly vpc: string;
  readonly ingress: readonly Permission[];
  readonly egress: readonly Permission[];
}

/** A rule of a security group: ports, and whom it is about. */
export interface Permission {
  /** `tcp`, a number, or `-1` for all. */
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
  readonly cidrs: readonly string[];
  readonly groups: readonly string[];
}

export interface Peering {
  readonly id: string;
  readonly vpcs: readonly [string, string];
  readonly isActive: boolean;
}

/** One end of a connection: the network interface of a task or load balancer, or a caller from outside. */
export interface Interface {
  /** In words: `task 1 of yelb-ui`. */
  readonly name: string;
  /** The service, load balancer or caller that it is of: `yelb-ui`. */
  readonly owner: string;
  /** Its address in AWS's terms. */
  readonly ip: string;
  /** Absent: outside of all VPCs. */
  readonly subnet?: Subnet;
  /** None: nothing is filtered. */
  readonly groups: readonly string[];
}
