import type { Programs } from '../../envoy/programs';
import type { ManagementService } from '../../mesh-service';
import type { Ledger, PlacedInterface } from '../network/ledger';
import type { Network } from '../network/network';
import type { Resolver } from '../network/resolver';
import type { Account } from '../read/account';
import type { DeployedService } from '../read/ecs';
import type { ProgramFolders } from './programs';
import type { ReadOnlyWords } from './read-only';

/** What all tasks of a run share. */
export interface TaskContext {
  /** Of the local AWS. */
  readonly url: string;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly network: Network;
  readonly ledger: Ledger;
  /** The folder of `programs`. */
  readonly folder: string;
  readonly programs: Programs;
  readonly binaries: ProgramFolders;
  readonly management?: ManagementService;
  /** A loopback address that nobody has. */
  readonly address: () => string;
  /** The resolvers by the ids of their VPCs. */
  readonly resolvers: ReadonlyMap<string, Resolver>;
  readonly regionOf: (account: string) => string;
  /** Where a name is on this machine, for a caller in a VPC; undefined: it does not resolve. */
  readonly placeOf: (vpc: string, name: string) => Promise<string | undefined>;
  /** Paths at which any container of any task has a mount. */
  readonly mountPaths: readonly string[];
  /** Absent: this machine lets nobody have mounts of his own, so that read-only mounts can be written. */
  readonly readOnly?: ReadOnlyWords;
  /** Adds a line on what differs from AWS. */
  readonly note: (line: string) => void;
  /** Milliseconds that a task may take until it is up. */
  readonly patienceMs: number;
}

/** A task that is to run. */
export interface PlannedTask {
  /** `yelb-ui-1`; also the name of its folder. */
  readonly name: string;
  /** In AWS's form. */
  readonly arn: string;
  readonly service: DeployedService;
  readonly nic: PlacedInterface;
}
