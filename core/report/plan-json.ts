import { defined } from '../base/properties';
import type { Credentials, Place, Rotation, StateBackend, Topology } from '../topology';
import { givenOutput, inputNameOf, stacksOutput, type Difference, type Plan, type Stack } from '../planner';
import { handedOverBy } from './handover-text';
import { placeJson, type PlaceJson } from './place';
import { rotationJson, type RotationJson } from './rotation';

/** How to sign in for a stack; empty where the environment's own credentials are used. */
export interface ProviderJson {
  readonly role?: string;
  readonly externalId?: string;
  readonly profile?: string;
}

export interface StackJson {
  readonly name: string;
  readonly kind: Stack['kind'];
  readonly account: string;
  /** Absent where it is an open parameter. */
  readonly accountId?: string;
  readonly provider: ProviderJson;
  /** As the topology states it, with the name of the stack's own state. */
  readonly backend: StateBackend & { readonly state: string };
  readonly inputs: readonly {
    readonly name: string;
    readonly from: string;
    readonly output: string;
    readonly wire: string;
  }[];
  readonly outputs: readonly string[];
  /** Outputs that are needed to run what the stack is about. */
  readonly handover: readonly {
    readonly output: string;
    readonly of: string;
    readonly what: string;
    /** Where it is known before anything is deployed. */
    readonly value?: string;
  }[];
}

/** What `plan --json` prints; `schema/plan.schema.json` is its contract. */
export interface PlanJson {
  readonly version: 1;
  readonly waves: Plan['waves'];
  readonly removal: Plan['removal'];
  readonly stacks: readonly StackJson[];
  readonly notDeployed: readonly { readonly at: PlaceJson; readonly what: string; readonly why: string }[];
  /** What the data plane does in another way than written, or not at all; the topology accepts what is lost. */
  readonly differences: readonly (Omit<Difference, 'at'> & { readonly at: readonly PlaceJson[] })[];
  /** The step of a rotation; absent: no authority takes the place of another. */
  readonly rotation?: RotationJson;
}

/** What of a topology a pipeline asks for, beside its plan. */
export interface PlanFacts {
  /** Ids of accounts by their keys, where they are known. @default none */
  readonly accountIds?: Readonly<Record<string, string>>;
  /** How values go from stack to stack. @default `outputs` */
  readonly transport?: Topology['transport'];
  /** @default no authority takes the place of another */
  readonly rotation?: Rotation;
}

/**
 * The plan as a pipeline follows it.
 * @param state the topology's state backend
 * @param placeOf adds the position in the file to a path
 * @param facts what of the topology a pipeline asks for
 */
export function planJson(
  plan: Plan,
  state: StateBackend,
  placeOf: (path: Place['path']) => Place = (path) => ({ path }),
  { accountIds = {}, transport = 'outputs', rotation }: PlanFacts = {},
): PlanJson {
  return {
    version: 1,
    waves: plan.waves,
    removal: plan.removal,
    stacks: plan.stacks.map((stack, index) => ({
      ...stackJson(stack, state, accountIds[stack.account]),
      outputs: outputsOf(stack, transport, index === 0),
    })),
    notDeployed: plan.notDeployed.map(({ at, what, why }) => ({ at: placeJson(placeOf(at)), what, why })),
    differences: plan.differences.map(({ feature, support, sentence, at }) => ({
      feature,
      support,
      sentence,
      at: at.map((path) => placeJson(placeOf(path))),
    })),
    ...(rotation !== undefined && { rotation: rotationJson(rotation) }),
  };
}

/** Names of all that Terraform has as outputs: the plan's own, and two that are of no use to other stacks. */
function outputsOf(
  { inputs, outputs }: Stack,
  transport: Topology['transport'],
  isFirst: boolean,
): readonly string[] {
  const isGiven = transport === 'variables' && inputs.some((wire) => wire.kind !== 'derived');
  return [
    ...outputs.map(({ name }) => name),
    ...(isFirst ? [stacksOutput] : []),
    ...(isGiven ? [givenOutput] : []),
  ];
}

function stackJson(
  stack: Stack,
  state: StateBackend,
  accountId: string | undefined,
): Omit<StackJson, 'outputs'> {
  const { name, kind, account, credentials, stateName, inputs } = stack;
  return {
    name,
    kind,
    account,
    ...defined({ accountId }),
    provider: providerJson(credentials),
    backend: { ...state, state: stateName },
    inputs: inputs.map((wire) => ({
      name: inputNameOf(wire),
      from: wire.from,
      output: wire.output,
      wire: wire.kind,
    })),
    handover: handedOverBy({ stacks: [stack] }).map(({ output, thing, what, literal }) => ({
      output,
      of: thing,
      what,
      ...defined({ value: literal }),
    })),
  };
}

function providerJson(credentials: Credentials): ProviderJson {
  switch (credentials.kind) {
    case 'role':
      return {
        role: credentials.arn,
        ...defined({ externalId: credentials.externalId }),
      };
    case 'profile':
      return { profile: credentials.profile };
    case 'ambient':
      return {};
  }
}
