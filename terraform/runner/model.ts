import type { Change, Container } from '../../core/planner/change';
import type { Stack, Wire } from '../../core/planner';
import type { EnvironmentOptions } from '../environment';
import type { Explanation } from './explanation';
import type { Lookup } from './lookup';

/** What the runner needs to know about a stack. */
export interface RunnerStack extends Pick<Stack, 'name' | 'account' | 'needs'>, Partial<Pick<Stack, 'kind'>> {
  readonly inputs: readonly Pick<Wire, 'from' | 'output' | 'kind'>[];
  /** @default stacks that left the topology are not looked for */
  readonly stateName?: string;
}

/** What the runner needs to know about a plan: any `Plan` fits. */
export interface RunnerPlan {
  /** In deploy order. */
  readonly stacks: readonly RunnerStack[];
  readonly waves: readonly (readonly string[])[];
  readonly removal: readonly (readonly string[])[];
  readonly vacant?: readonly Pick<Stack, 'name' | 'stateName'>[];
}

/** Something that went wrong, for people: one sentence that says what to do, then the message that it explains. */
export interface Problem {
  /** Absent where it concerns the whole run. */
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
  /** Addresses of resources that it would delete or replace. */
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
  /** It reads outputs of stacks of an earlier wave, so that it cannot be planned before they are applied. */
  | {
      readonly kind: 'deferred';
      readonly stack: string;
      readonly wave: number;
      readonly waitsFor: readonly string[];
    };

/** The outcome of a stack. `unchanged`: there was nothing to do. */
export type Outcome =
  | {
      readonly kind: 'applied' | 'destroyed';
      readonly stack: string;
      readonly counts: Counts;
      readonly seconds: number;
      /**
       * Of a stack that was destroyed: how many resources of its state were already gone, because they were
       * removed along with another stack. @default none
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
      /** Addresses of resources that were started and not finished: they may exist, completely or in part. @default none */
      readonly unfinished?: readonly string[];
      readonly seconds: number;
      /** The complete log of Terraform. */
      readonly log?: string;
    }
  | { readonly kind: 'skipped'; readonly stack: string; readonly because: string };

/** The progress of a run; each event is one line of `--json`. */
export type RunEvent =
  | {
      readonly event: 'step';
      readonly stack: string;
      readonly step: 'init' | 'account' | 'plan' | 'apply' | 'destroy';
    }
  | { readonly event: 'preview'; readonly preview: Preview }
  /** Why a preview is not what one would expect. */
  | { readonly event: 'note'; readonly stack: string; readonly sentence: string }
  | {
      readonly event: 'progress';
      readonly stack: string;
      readonly done: number;
      readonly total: number;
      /** What was created, changed or destroyed last. */
      readonly address: string;
      readonly seconds: number;
    }
  | { readonly event: 'outcome'; readonly outcome: Outcome };

/** The result of a run. Where nothing was touched, `problems` says why. */
export interface RunResult {
  readonly ok: boolean;
  /** Whether any stack may have been changed. */
  readonly touched: boolean;
  readonly problems: readonly Problem[];
  readonly outcomes: readonly Outcome[];
}

/** Ctrl-C, in two steps. */
export interface Interrupt {
  /** Nothing new is started, and what runs is asked to stop: Terraform writes its state, and the provider stops waiting. */
  readonly stop: AbortSignal;
  /** Kills everything at once. */
  readonly kill: AbortSignal;
}

/** What answers as AWS: AWS itself, a local AWS of ours, or something else (`AWS_ENDPOINT_URL`). */
export type AwsKind = 'aws' | 'local' | 'endpoint';

/** How to run. */
export interface RunnerOptions {
  /** The output folder of synth: stacks are in `<outDir>/stacks/<stack>`. */
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
   * The stacks are deployed to a local AWS of our own, which contains nothing else: accounts are not checked, and nothing is
   * previewed or confirmed, so that each stack is planned and applied in one step.
   * @default false
   */
  readonly sandbox?: boolean;
  /**
   * The AWS that the stacks are deployed to. It is recorded beside local states, and a state that belongs to another one is
   * refused.
   * @default neither recorded nor checked
   */
  readonly aws?: AwsKind;
  /**
   * Absolute path of the topology file, recorded beside each local state: a state of another topology file that still exists
   * is refused.
   * @default not recorded
   */
  readonly topology?: string;
  /**
   * Runs providers where they are unpacked, without installing or hashing them; before the stacks can be used by hand they
   * then need a `terraform init`.
   * @default false
   */
  readonly inPlace?: boolean;
  /** Folders that are mirrors of providers too, after those of the machine. @default none */
  readonly mirrors?: readonly string[];
  /** Explanations of AWS's messages about the resources of the plan's data plane. @default none */
  readonly explanations?: readonly Explanation[];
  /** Changes that the plan's data plane refuses in one step, as sentences for people. @default none */
  readonly refusedChanges?: (change: Change) => readonly string[];
  /** What is emptied before it is deleted, of any data plane that may have been deployed. @default nothing */
  readonly containers?: readonly Container[];
  /** Kinds of resources of the plan's data plane that AWS identifies by name. @default none */
  readonly lookups?: readonly Lookup[];
  /**
   * A file that records what the states contained when runs on this machine saw them, so that a later run notices a lost
   * state.
   * @default none: a lost state is noticed only by another stack that has read it
   */
  readonly seen?: string;
  readonly onEvent?: (event: RunEvent) => void;
  /**
   * Shows what would be done and asks; asked again for a stack whose later plan would destroy more than was shown.
   * @default yes
   */
  readonly confirm?: (previews: readonly Preview[]) => Promise<boolean>;
  readonly interrupt?: Interrupt;
  /**
   * What earlier runs of this process established; pass the same one to all of them. The stacks must not be rewritten in
   * between.
   * @default nothing
   */
  readonly memory?: RunMemory;
}

/** What needs to be checked only once per process. */
export interface RunMemory {
  /** Stacks whose folders are initialized. */
  readonly initialized: Set<string>;
  /** Stacks whose credentials were found to belong to their account. */
  readonly signedIn: Set<string>;
  /** The CLI configuration in each work folder. */
  readonly cliConfig: Map<string, string>;
}

export const newMemory = (): RunMemory => ({
  initialized: new Set(),
  signedIn: new Set(),
  cliConfig: new Map(),
});

/** A value, or the problems that prevented it. */
export type Attempt<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly Problem[] };
