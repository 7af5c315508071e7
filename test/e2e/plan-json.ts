import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Ground, Stage } from './ground';

interface Change {
  readonly actions: readonly string[];
}

/** A plan as `terraform show -json` writes it (https://developer.hashicorp.com/terraform/internals/json-format). */
export interface PlanJson {
  readonly resource_changes?: readonly { readonly address: string; readonly change: Change }[];
  readonly output_changes?: Readonly<Record<string, Change>>;
}

/** The folder of a stack of a stage. */
export const folderOf = ({ options }: Stage, stack: string): string => join(options.outDir, 'stacks', stack);

/** Where `planJson` leaves the plan that it made of a stack. */
export const planFile = 'change.tfplan';

/** What Terraform would do to a stack now; nothing is applied. */
export async function planJson(ground: Ground, stage: Stage, stack: string): Promise<PlanJson> {
  return JSON.parse(await planText(ground, stage, stack)) as PlanJson;
}

/** The same, as Terraform writes it. */
export async function planText(ground: Ground, stage: Stage, stack: string): Promise<string> {
  const folder = folderOf(stage, stack);
  if (!existsSync(join(folder, '.terraform'))) await ground.terraform(folder, 'init', '-input=false');
  await ground.terraform(folder, 'plan', '-input=false', `-out=${planFile}`);
  return ground.terraform(folder, 'show', '-json', planFile);
}

/** What a plan would do, by address and output: `update aws_ecs_service.task_workload-web`. */
export function touchedIn({ resource_changes: resources = [], output_changes: outputs = {} }: PlanJson) {
  const all = [
    ...resources.map(({ address, change }) => [address, change] as const),
    ...Object.entries(outputs).map(([name, change]) => [`output.${name}`, change] as const),
  ];
  return all
    .map(([address, { actions }]) => `${actions.join(' and ')} ${address}`)
    .filter((line) => !/^(?:no-op|read) /.test(line))
    .toSorted();
}
