import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTerraform } from '../../../terraform/command';
import { diagnosticsIn, uiLinesOf } from '../../../terraform/runner/ui-lines';
import { region } from '../../local/aws/accounts';

/** Aliases of the provider, and whose they are: one that nothing is shared with, and one that was only invited. */
export const accounts = {
  owner: '111111111111',
  member: '222222222222',
  stranger: '333333333333',
  invited: '444444444444',
} as const;

/** What the provider plans for a change. */
export type Change = 'update' | 'replace' | 'delete' | 'create';

/** One resource as a user writes it, and what becomes of it. */
export interface Case {
  readonly type: string;
  /** Its name in the module; in App Mesh also its own name, where `args` has none. */
  readonly key: string;
  /** @default owner */
  readonly as?: keyof typeof accounts;
  /** Terraform's JSON: a block is a list of one. */
  readonly args: object;
  /** What is written over `args` later. */
  readonly changed?: object;
  /** @default update */
  readonly plans?: Change;
  /** The id to import it by; absent where it can't be: of a consumer's resources in a mesh, and of what has none. */
  readonly id?: string;
}

export const addressOf = ({ type, key }: Case): string => `${type}.${key}`;

/** The result of a Terraform run. */
export interface Told {
  readonly code: number;
  /** What is planned for each address. */
  readonly planned: Readonly<Record<string, string>>;
  /** What went wrong at each address. */
  readonly errors: Readonly<Record<string, string>>;
  readonly output: string;
}

/** What a command takes beside its arguments, where it isn't the usual. */
const wordsOf: Readonly<Record<string, readonly string[]>> = { state: [], output: ['-no-color'] };

/** A root module on the real Terraform. */
export interface Module {
  write(cases: readonly Case[], more?: object): void;
  run(command: string, ...args: readonly string[]): Promise<Told>;
  /** The same, where nothing may go wrong. */
  succeed(command: string, ...args: readonly string[]): Promise<Told>;
}

export function moduleIn(
  cwd: string,
  cliConfig: string,
  environment: Readonly<Record<string, string>>,
): Module {
  mkdirSync(cwd, { recursive: true });
  const run = async (command: string, ...args: readonly string[]): Promise<Told> => {
    const json = ['plan', 'apply', 'destroy'].includes(command) ? ['-json'] : [];
    const words = wordsOf[command] ?? ['-input=false', '-no-color'];
    const result = await runTerraform([command, ...words, ...json, ...args], {
      cwd,
      cliConfig,
      add: environment,
    });
    if (result.kind !== 'exited') throw new Error(result.problem);
    const errors = diagnosticsIn(uiLinesOf(result.stdout)).filter(({ severity }) => severity === 'error');
    return {
      code: result.code,
      planned: plannedIn(result.stdout),
      errors: Object.fromEntries(
        errors.map(({ address = '', summary, detail }) => [
          address,
          `${summary} ${detail}`.replaceAll(/\s+/g, ' '),
        ]),
      ),
      output: `${result.stdout}${result.stderr}`,
    };
  };
  return {
    run,
    write(cases, more = {}) {
      const resource: Record<string, Record<string, object>> = {};
      for (const { type, key, as = 'owner', args } of cases)
        (resource[type] ??= {})[key] = { provider: `aws.${as}`, ...args };
      writeFileSync(
        join(cwd, 'main.tf.json'),
        JSON.stringify({ ...header, resource, ...more }, undefined, 2),
      );
    },
    async succeed(command, ...args) {
      const result = await run(command, ...args);
      const fine = result.code === 0 || (result.code === 2 && args.includes('-detailed-exitcode'));
      if (!fine)
        throw new Error(
          `terraform ${command} ${args.join(' ')}: ${JSON.stringify(result.errors, null, 2)}\n${result.output.slice(-2000)}`,
        );
      return result;
    },
  };
}

/** The cases with what they change to. */
export const changedCases = (cases: readonly Case[]): readonly Case[] =>
  cases.map(({ changed, ...one }) => ({ ...one, args: { ...one.args, ...changed } }));

/** What is planned for the cases that change. */
export const expectedChanges = (cases: readonly Case[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    cases.flatMap((one) => (one.changed === undefined ? [] : [[addressOf(one), one.plans ?? 'update']])),
  );

/** How often each type of resource was seen in which way. */
export interface Tally {
  count(what: string, types: readonly string[]): void;
  of(type: string, what: string): number;
  text(): string;
}

export function newTally(): Tally {
  const counts = new Map<string, Map<string, number>>();
  const columns: string[] = [];
  return {
    count(what, types) {
      if (!columns.includes(what)) columns.push(what);
      for (const type of types) {
        const row = counts.get(type) ?? new Map<string, number>();
        counts.set(type, row.set(what, (row.get(what) ?? 0) + 1));
      }
    },
    of: (type, what) => counts.get(type)?.get(what) ?? 0,
    text() {
      const rows = [...counts]
        .toSorted(([a], [b]) => a.localeCompare(b))
        .map(([type, row]) => [type, ...columns.map((what) => row.get(what) ?? 0)]);
      const sums = columns.map((_, index) => rows.reduce((sum, row) => sum + Number(row[index + 1]), 0));
      const width = Math.max(...rows.map(([type]) => String(type).length));
      return [['type', ...columns], ...rows, ['in all', ...sums]]
        .map(([type, ...cells]) => [
          String(type).padEnd(width),
          ...cells.map((cell, index) => String(cell).padStart(columns[index]?.length ?? 0)),
        ])
        .map((cells) => `${cells.join('  ')}\n`)
        .join('');
    },
  };
}

const header = {
  terraform: {
    required_providers: { aws: { source: 'registry.terraform.io/hashicorp/aws', version: '5.100.0' } },
  },
  provider: {
    aws: Object.entries(accounts).map(([alias, account]) => ({
      alias,
      region,
      allowed_account_ids: [account],
      assume_role: [{ role_arn: `arn:aws:iam::${account}:role/deploy` }],
      max_retries: 2,
    })),
  },
};

/** Terraform's words for what it plans, by address; what stays as it is isn't among them. */
function plannedIn(stdout: string): Readonly<Record<string, string>> {
  const lines = stdout.split('\n').filter((line) => line.includes('"planned_change"'));
  return Object.fromEntries(
    lines.map((line) => {
      const { change } = JSON.parse(line) as {
        readonly change: { readonly resource: { readonly addr: string }; readonly action: string };
      };
      return [change.resource.addr, change.action];
    }),
  );
}
