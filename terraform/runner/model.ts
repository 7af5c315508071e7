import type { Change } from '../../core/planner/change';
import type { Stack, Wire } from '../../core/planner';
import type { EnvironmentOptions } from '../environment';
import type { Explanation } from './explanation';
import type { Lookup } from './lookup';

/** What of a stack the runner goes by. */
export interface RunnerStack extends Pick<Stack, 'name' | 'account' | 'needs'> {
  readonly inputs: readonly Pick<Wire, 'from' | 'output' | 'kind'>[];
  /** @default stacks that left the topology are not looked for */
  readonly stateName?: string;
}

/** What of a plan the runner goes by: any `Plan` is one. */
export interface RunnerPlan {
  /** In deploy order. */
  readonly stacks: readonly RunnerStack[];
  readonly waves: readonly (readonly string[])[];
  readonly removal: readonly (readonly string[])[];
  readonly vacant?: readonly Pick<Stack, 'name' | 'stateName'>[];
}

/** Something that went wrong, for people: one sentence that says what to do, then the words of whoever said so. */
export interface Problem {
  /** Absent where it is about the whole run. */
  readonly stack?: string;
  readonly sentence: string;
  readonly detail?: string;
}

/** How many resources a plan or an apply adds, changes in place and destroys; a replacement is one added, one destroyed. */
export interface Counts {
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
}

export const noCounts: Counts = { add: 0, change: 0, destroy: 0 };
export const totalOf = ({ add, change, destroy }: Counts): number => add + change + destroy;

/** A plan that can be applied. */
export interface Planned {
  readonly counts: Counts;
  /** Also where only outputs change. */
  readonly changes: boolean;
  /** Addresses of what it would delete or replace. */
  readonly destroys: readonly string[];
  readonly file: string;
}

/** What is known of a stack before anything is touched. */
export type Preview =
  | {
      readonly kind: 'planned';
      readonly stack: string;
      readonly counts: Counts;
      readonly changes: boolean;
      /** Addresses of what a deploy would destroy or replace. @default nothing */
      readonly destroys?: readonly string[];
    }
  /** It reads what stacks of an earlier wave will tell, so that it can't be planned before they are applied. */
  | {
      readonly kind: 'deferred';
      readonly stack: string;
      readonly wave: number;
      readonly waitsFor: readonly string[];
    };

/** What became of a stack. `unchanged`: there was nothing to do. */
export type Outcome =
  | {
      readonly kind: 'applied' | 'destroyed';
      readonly stack: string;
      readonly counts: Counts;
      readonly seconds: number;
      /**
       * Of a stack that was destroyed: how many resources of its state were gone already, since they went with
       * something of another stack. @default none
       */
      readonly along?: number;
    }
  | { readonly kind: 'unchanged'; readonly stack: string; readonly seconds: number }
  | {
      readonly kind: 'failed';
      readonly stack: string;
      readonly problems: readonly Problem[];
      /** What was done before it failed. */
      readonly counts: Counts;
      /** Addresses of what was begun and did not end well: it may exist, whole or in part. @default nothing */
      readonly unfinished?: readonly string[];
      readonly seconds: number;
      /** All that Terraform said while it worked. */
      readonly log?: string;
    }
  | { readonly kind: 'skipped'; readonly stack: string; readonly because: string };

/** Where a run stands; each is one line of `--json`. */
export type RunEvent =
  | {
      readonly event: 'step';
      readonly stack: string;
      readonly step: 'init' | 'account' | 'plan' | 'apply' | 'destroy';
    }
  | { readonly event: 'preview'; readonly preview: Preview }
  /** Why a preview is other than one would think. */
  | { readonly event: 'note'; readonly stack: string; readonly sentence: string }
  | {
      readonly event: 'progress';
      readonly stack: string;
      readonly done: number;
      readonly total: number;
      /** What was made, changed or destroyed last. */
      readonly address: string;
      readonly seconds: number;
    }
  | { readonly event: 'outcome'; readonly outcome: Outcome };

/** The end of a run. Where nothing was touched, `problems` says why. */
export interface RunResult {
  readonly ok: boolean;
  /** Whether any stack may have been changed. */
  readonly touched: boolean;
  readonly problems: readonly Problem[];
  readonly outcomes: readonly Outcome[];
}

/** Ctrl-C, in two steps. */
export interface Interrupt {
  /** Nothing new is begun, and what runs is asked to stop: Terraform writes its state, and the provider waits no longer. */
  readonly stop: AbortSignal;
  /** Ends everything at once. */
  readonly kill: AbortSignal;
}

/** What answers as AWS: AWS itself, a local AWS of ours, or something else (`AWS_ENDPOINT_URL`). */
export type AwsKind = 'aws' | 'local' | 'endpoint';

/** How to run. */
export interface RunnerOptions {
  /** What synth wrote into: stacks are in `<outDir>/stacks/<stack>`. */
  readonly outDir: string;
  readonly plan: RunnerPlan;
  /**
   * Names of the stacks to work on.
   * @default all
   */
  readonly stacks?: readonly string[];
  /** A folder for logs, plans and the CLI configuration, such as `.meshspan`. */
  readonly workFolder: string;
  /** @default one made for this machine, in `workFolder` */
  readonly cliConfig?: string;
  /** @default `terraform`, from PATH */
  readonly binary?: string;
  /**
   * The environment of a stack's Terraform.
   * @default AWS's and Terraform's own variables (`AWS_…`, `TF_VAR_…`) of this process
   */
  readonly environment?: (stack: string) => EnvironmentOptions;
  /** @default 2: each takes half a gigabyte, most of it the provider's schema */
  readonly concurrency?: number;
  /**
   * The stacks go to a local AWS of our own, which holds nothing else: whose accounts these are is not asked, and
   * nothing is previewed or confirmed, so that each stack is planned and applied in one go.
   * @default false
   */
  readonly sandbox?: boolean;
  /**
   * The AWS that the stacks go to. It is written down beside local states, and a state that was made against another
   * one is refused.
   * @default neither
   */
  readonly aws?: AwsKind;
  /**
   * File of the topology, absolute, for a note beside each local state: what belongs to another topology that still
   * exists is refused.
   * @default not noted
   */
  readonly topology?: string;
  /**
   * Runs providers where they are unpacked, without installing or hashing them; stacks can't be used by hand then
   * before a `terraform init`.
   * @default false
   */
  readonly inPlace?: boolean;
  /** What AWS's words about the things of the plan's data plane mean. @default nothing */
  readonly explanations?: readonly Explanation[];
  /** What the plan's data plane refuses in one step, in sentences for people. @default nothing */
  readonly refusedChanges?: (change: Change) => readonly string[];
  /** Kinds of things of the plan's data plane that AWS knows by name. @default none */
  readonly lookups?: readonly Lookup[];
  /**
   * A file for what the states held that runs of this machine saw, by which a later run finds that one was lost.
   * @default none: only another stack that has read it tells
   */
  readonly seen?: string;
  readonly onEvent?: (event: RunEvent) => void;
  /**
   * Shows what would be done and asks; asked again for a stack whose later plan destroys more than was shown.
   * @default yes
   */
  readonly confirm?: (previews: readonly Preview[]) => Promise<boolean>;
  readonly interrupt?: Interrupt;
  /**
   * What earlier runs of this process established; give all of them the same. The stacks must not be written anew
   * in between.
   * @default nothing
   */
  readonly memory?: RunMemory;
}

/** What needs no second look in one process. */
export interface RunMemory {
  /** Stacks whose folders are initialized. */
  readonly initialized: Set<string>;
  /** Stacks whose credentials are those of their account. */
  readonly signedIn: Set<string>;
  /** The CLI configuration in each work folder. */
  readonly cliConfig: Map<string, string>;
}

export const newMemory = (): RunMemory => ({
  initialized: new Set(),
  signedIn: new Set(),
  cliConfig: new Map(),
});

/** What went well with its value, or what did not. */
export type Attempt<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly Problem[] };
