import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { providers, type Plan, type Provider } from '../../core/planner';
import { skippedSteps } from '../../core/dataplane';
import type { Change } from '../../core/planner/change';
import type { Topology, WrittenTopology } from '../../core/topology';
import { defined } from '../../core/base/properties';
import { appMesh } from '../../core/dataplane/app-mesh';
import { explanations } from '../../core/dataplane/app-mesh/explanations';
import { secondPortsIn } from '../../core/dataplane/app-mesh/second-ports';
import type { LocalAws } from '../../local/aws/server';
import { cacheFolder } from '../../local/packages';
import { startWholeLocalAws } from '../../local/whole';
import { runTerraform } from '../../terraform/command';
import {
  deployStacks,
  destroyStacks,
  newMemory,
  planStacks,
  readStates,
  type RunnerOptions,
  type RunResult,
} from '../../terraform/runner';
import { setUpTerraform, type SetUpOptions } from '../../terraform/set-up';
import { planned, synthesizedTo } from '../cases/synthesized';

/** Shared by all tests and users of this folder. */
export const work = join(__dirname, '../../.meshspan');

/** A mesh as it was synthesized, and the runner's options for it. */
export interface Stage {
  readonly topology: Topology;
  readonly plan: Plan;
  readonly options: RunnerOptions;
}

/** A local AWS and the real Terraform. */
export interface Ground {
  readonly aws: LocalAws;
  /** The stages lie here, and their local states. */
  readonly folder: string;
  /** Of the AWS provider. */
  readonly cliConfig: string;
  /** Synthesizes into a folder of this name; all stages have their states in one place. */
  stage(name: string, written: WrittenTopology): Stage;
  /** What a Terraform command says in a folder; its failure fails the test. */
  terraform(cwd: string, ...args: readonly string[]): Promise<string>;
  end(): Promise<void>;
}

/**
 * @param needed providers of the stacks; @default the AWS provider alone
 */
export async function newGround(needed?: readonly Provider[], settings?: SetUpOptions): Promise<Ground> {
  const started = await startWholeLocalAws({
    motoCache: cacheFolder(),
    // The roles of clusters and their nodes have policies of AWS.
    managedPolicies: needed?.some(({ source }) => source === providers.kubernetes.source) ?? false,
  });
  if (!started.ok) throw new Error(started.problem);
  const { aws, close } = started.whole;
  const folder = mkdtempSync(join(tmpdir(), 'ground-'));
  const setUp = await setUpTerraform(join(folder, 'work'), needed, settings);
  if (!setUp.ok) throw new Error(setUp.problem);
  const { cliConfig } = setUp;
  return {
    aws,
    folder,
    cliConfig,
    stage(name, written) {
      const outDir = join(folder, name);
      synthesizedTo(outDir, written);
      const { topology, plan, lowered } = planned(written);
      const skipped = skippedSteps(
        { topology, lowered },
        plan.stacks.find(({ kind }) => kind === 'shared')?.name,
      );
      const environment: RunnerOptions['environment'] = () => ({ add: aws.environment });
      const options = {
        explanations,
        refusedChanges: (change: Change) => [...secondPortsIn(change), ...skipped(change)],
        ...defined({ containers: appMesh.containers }),
        outDir,
        workFolder: join(folder, 'work'),
        cliConfig,
        environment,
        memory: newMemory(),
      };
      return { topology, plan, options: { ...options, plan } };
    },
    async terraform(cwd, ...args) {
      const result = await runTerraform(args, { cwd, cliConfig, add: aws.environment });
      if (result.kind === 'exited' && result.code === 0) return result.stdout;
      const said = result.kind === 'not-started' ? result.problem : `${result.stdout}${result.stderr}`;
      throw new Error(`terraform ${args.join(' ')}: ${said}`);
    },
    async end() {
      await close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** What a run did, per stack; its problems fail the test. */
function doneBy({ ok, problems, outcomes }: RunResult): Readonly<Record<string, string>> {
  if (!ok) throw new Error(JSON.stringify(problems, undefined, 2));
  return Object.fromEntries(outcomes.map(({ stack, kind }) => [stack, kind]));
}

export const deployed = async ({ options }: Stage) => doneBy(await deployStacks(options));
export const destroyed = async ({ options }: Stage) => doneBy(await destroyStacks(options));

/** The stacks that a plan would change, with what it counts. */
export async function changing({ options }: Stage): Promise<readonly object[]> {
  const again = await planStacks(options);
  if (!again.ok) throw new Error(JSON.stringify(again.problems, undefined, 2));
  return again.value.filter((preview) => preview.kind === 'deferred' || preview.changes);
}

/** How many resources each stack holds; those that hold none are left out. */
export async function held({ options }: Stage): Promise<Readonly<Record<string, number>>> {
  const states = await readStates(options);
  if (!states.ok) throw new Error(JSON.stringify(states.problems, undefined, 2));
  const counts = [...states.value].map(([stack, { resources }]) => [stack, resources] as const);
  return Object.fromEntries(counts.filter(([, resources]) => resources > 0));
}
