import type { Lowered } from '../core/dataplane';
import type { Plan } from '../core/planner';
import {
  closedTopology,
  discoveryServicesOf,
  stillClosed,
  type Closed,
  type DiscoveryServiceSpec,
  type Parameter,
  type Topology,
} from '../core/topology';
import { lookupsOf, type Lookups } from './lookups';
import type { StatePlace } from './state';
import { terraformTexts } from './text';

/** What all stacks are built from; its texts are already escaped for Terraform. */
export interface Site {
  readonly topology: Topology;
  readonly plan: Plan;
  readonly lowered: Closed<Lowered>;
  readonly find: Lookups;
  /** Cloud Map services that workloads need, by identity. */
  readonly discoveryServices: ReadonlyMap<string, DiscoveryServiceSpec>;
  /** Where the states of other stacks are. */
  readonly states: StatePlace;
  /** As written: Terraform reads variables and backends literally, without templates, and files are no part of it. */
  readonly literal: {
    readonly parameters: readonly Parameter[];
    readonly state: StatePlace;
    readonly topology: Closed<Topology>;
    readonly lowered: Closed<Lowered>;
  };
}

/**
 * The one place where texts of the topology become Terraform's. A topology with a plan is closed.
 * @param folder of local states, from a stack's own folder
 */
export function siteOf(topology: Topology, plan: Plan, lowered: Lowered, folder: string): Site {
  const states = { backend: topology.state, folder };
  const closed = stillClosed(lowered);
  const texts = terraformTexts({ topology, plan, lowered: closed, states });
  return {
    ...texts,
    find: lookupsOf(texts.lowered),
    discoveryServices: discoveryServicesOf(texts.topology),
    literal: {
      parameters: Object.values(topology.parameters),
      state: states,
      topology: closedTopology(topology),
      lowered: closed,
    },
  };
}
