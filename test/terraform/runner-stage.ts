import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunEvent, RunnerOptions, RunnerStack } from '../../terraform/runner';

/** A stack of Terraform's own resource, which needs no provider and no account. */
export interface SmallStack {
  readonly account?: string;
  /** Stacks whose output `id` it reads. */
  readonly reads?: readonly string[];
  /** What each resource runs while it is made. */
  readonly resources?: Readonly<Record<string, string>>;
  /** Stacks that it lists as those of the mesh. */
  readonly lists?: readonly string[];
  /** Name of its own state. @default its own name */
  readonly state?: string;
  /** Instead of what follows from the above. */
  readonly resource?: object;
  readonly more?: object;
}

/** A folder with stacks that were written by hand, and a plan of them. */
export interface Stage {
  readonly folder: string;
  readonly options: RunnerOptions;
  readonly events: RunEvent[];
  write(stack: string, content: SmallStack): void;
  /** Lines that resources wrote while they were made, in order. */
  lines(): readonly string[];
  state(stack: string): { readonly serial: number; readonly resources: readonly { readonly name: string }[] };
  /** Leaves half of a stack's state. */
  damage(stack: string): void;
  close(): void;
}

/** Appends to the file that `lines` reads. */
export const note = (word: string): string => `echo ${word} >> ../../../notes`;

/** Sets a stage: `waves` in order; a stack needs what it reads, and all that this needs. */
export function stageOf(
  stacks: Readonly<Record<string, SmallStack>>,
  waves: readonly (readonly string[])[],
): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'runner-'));
  const events: RunEvent[] = [];
  const needsOf = (name: string): readonly string[] => {
    const reads = stacks[name]?.reads ?? [];
    return [...new Set([...reads.flatMap(needsOf), ...reads])];
  };
  const write = (name: string, content: SmallStack): void => {
    const home = join(folder, 'out/stacks', name);
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'cdk.tf.json'), JSON.stringify(textOf(name, content)));
  };
  const [first] = waves.flat();
  for (const [name, content] of Object.entries(stacks))
    write(name, name === first ? { ...content, lists: Object.keys(stacks) } : content);
  writeFileSync(join(folder, 'notes'), '');
  return {
    folder,
    events,
    write,
    lines: () => readFileSync(join(folder, 'notes'), 'utf8').split('\n').slice(0, -1),
    state: (stack) => JSON.parse(readFileSync(join(folder, 'state', `${stack}.tfstate`), 'utf8')),
    damage: (stack) => writeFileSync(join(folder, 'state', `${stack}.tfstate`), '{'),
    close: () => rmSync(folder, { recursive: true, force: true }),
    options: {
      outDir: join(folder, 'out'),
      workFolder: join(folder, 'work'),
      plan: {
        stacks: waves.flat().map((name): RunnerStack => ({
          name,
          account: stacks[name]?.account ?? name,
          stateName: name,
          needs: needsOf(name),
          inputs: (stacks[name]?.reads ?? []).map((from) => ({ from, output: 'id', kind: 'assigned' })),
        })),
        waves,
        removal: waves.toReversed(),
      },
      onEvent: (event) => events.push(event),
    },
  };
}

function textOf(
  name: string,
  { reads = [], resources = { it: 'true' }, lists, state: own = name, resource, more }: SmallStack,
): object {
  const state = (stack: string): object => ({ path: `../../../state/${stack}.tfstate` });
  const data = Object.fromEntries(reads.map((from) => [from, { backend: 'local', config: state(from) }]));
  const terraformData = Object.entries(resources).map(([id, command]) => [
    id,
    {
      input: Object.fromEntries(
        reads.map((from) => [from, `\${data.terraform_remote_state.${from}.outputs.id}`]),
      ),
      provisioner: [{ 'local-exec': { command } }],
    },
  ]);
  return {
    terraform: { backend: { local: state(own) } },
    ...(reads.length === 0 ? {} : { data: { terraform_remote_state: data } }),
    resource: resource ?? { terraform_data: Object.fromEntries(terraformData) },
    output: {
      id: { value: `of ${name}` },
      ...(lists === undefined
        ? {}
        : { stacks: { value: Object.fromEntries(lists.map((one) => [one, one])) } }),
    },
    ...more,
  };
}
