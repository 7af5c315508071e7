import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { providers } from '../../core/planner';
import { groupedBy } from '../../core/base/collections';
import { fieldOf, isRecord, recordOf } from '../../core/base/json';
import { quotedList } from '../../core/base/text';
import { diagnosticsOfInit, lastWordsOf } from '../diagnostics';
import { inParallel } from '../pool';
import { dataOf, existingProblem, foundIn, isAnswer, probesOf, type Probe } from './existing';
import { problemsOf } from './explain';
import { blocksOf, listOf, textOf } from '../json';
import type { States } from './common';
import type { Problem, RunnerStack } from './model';
import type { State } from './state';
import { diagnosticsIn, uiLinesOf } from './ui-lines';
import type { Workshop } from './workshop';

/** Stacks that sign in in the same way. */
interface Asked {
  readonly guard: object;
  readonly stacks: readonly string[];
  readonly probes: readonly Probe[];
}

/**
 * Asks AWS for each stack, through Terraform and the stack's own provider, whose account its credentials are: before
 * anything is touched, and also for stacks that cannot be planned yet. Stacks that sign in in the same way are checked once.
 * @param fresh stacks with an empty state: AWS is also asked whether anything that they would create already exists
 */
export async function wrongAccounts(
  shop: Workshop,
  stacks: readonly string[],
  fresh: readonly string[] = [],
): Promise<readonly Problem[]> {
  const asked = new Map<string, Asked>();
  const { memory, lookups } = shop.options;
  for (const stack of stacks) {
    const probes = fresh.includes(stack) ? probesOf(stack, shop.textOf(stack), lookups) : [];
    if (memory?.signedIn.has(stack) === true && probes.length === 0) continue;
    const guard = guardOf(shop.textOf(stack));
    if (guard === undefined) continue;
    const key = JSON.stringify([guard, shop.options.environment?.(stack)]);
    const alike = asked.get(key);
    asked.set(key, {
      guard,
      stacks: [...(alike?.stacks ?? []), stack],
      probes: [...(alike?.probes ?? []), ...probes],
    });
  }
  const found = await inParallel([...asked.values()], shop.options.concurrency ?? 2, (one) => ask(shop, one));
  const problems = found.flat();
  if (problems.length === 0) for (const stack of stacks) memory?.signedIn.add(stack);
  return problems;
}

async function ask(shop: Workshop, { guard, stacks, probes }: Asked): Promise<readonly Problem[]> {
  const [stack = ''] = stacks;
  for (const each of stacks) shop.report({ event: 'step', stack: each, step: 'account' });
  const cwd = join(shop.folder, `account-${stack}`);
  mkdirSync(cwd);
  const asking = { ...guard, data: { ...recordOf(fieldOf(guard, 'data')), ...dataOf(probes) } };
  writeFileSync(join(cwd, 'main.tf.json'), JSON.stringify(asking));
  const { enter, inPlace } = shop.initRules;
  // It has no backend: where nothing has to be installed, there is nothing to initialize.
  const init = inPlace
    ? undefined
    : await enter(() => shop.terraform(stack, ['init', '-input=false', '-no-color', '-json'], { cwd }));
  const result =
    init === undefined || (init.kind === 'exited' && init.code === 0)
      ? await shop.terraform(stack, ['plan', '-input=false', '-no-color', '-json', '-lock=false'], { cwd })
      : init;
  if (result.kind !== 'exited') return [{ stack, sentence: result.problem }];
  const existing = existingIn(shop, result.stdout, expectedOf(guard), probes);
  if (result.code === 0) return existing;
  const all = [...diagnosticsIn(uiLinesOf(result.stdout)), ...diagnosticsOfInit(result.stdout)];
  const errors = all.filter(({ severity }) => severity === 'error');
  // The provider reports an error for what does not exist.
  const failures = errors.filter((diagnostic) => !isAnswer(diagnostic));
  if (errors.length > 0 && failures.length === 0) return existing;
  const found = failures
    .flatMap(({ summary, detail }) => /account ID not allowed: (\d+)/.exec(`${summary} ${detail}`)?.[1] ?? [])
    .at(0);
  if (found !== undefined) return stacks.map((each) => wrongAccount(shop, each, expectedOf(guard), found));
  const problems = stacks.flatMap((each) => problemsOf(failures, shop.whereOf(each)));
  if (problems.length > 0) return problems;
  const sentence = `the account of stack "${stack}" cannot be determined`;
  return [{ stack, sentence, detail: lastWordsOf(result.stdout, result.stderr) }];
}

/** One problem for each stack of which anything already exists. */
function existingIn(
  shop: Workshop,
  stdout: string,
  account: string,
  probes: readonly Probe[],
): readonly Problem[] {
  const first = new Map<string, Problem>();
  for (const probe of foundIn(stdout, probes))
    if (!first.has(probe.stack))
      first.set(probe.stack, existingProblem(probe, account, shop.textOf(probe.stack)));
  return [...first.values()];
}

function wrongAccount(shop: Workshop, stack: string, expected: string, found: string): Problem {
  const account = shop.options.plan.stacks.find(({ name }) => name === stack)?.account ?? '';
  return {
    stack,
    sentence: `stack "${stack}" belongs to account ${expected}, but its credentials sign in to ${found}; write role or profile of accounts.${account} in the topology, or sign in to its account and add --stack ${stack}`,
  };
}

/** Where the deployment already has an environment, it is another one that has these states. */
const ownEnvironment = (text: unknown): string => {
  const own = textOf(fieldOf(text, '//', 'meshspan', 'environment'));
  return own === ''
    ? 'if this is another deployment of the mesh, give it states of its own: --environment NAME'
    : `if this is another deployment than the one of environment "${own}", name another environment`;
};

/**
 * Stacks whose resources are in another account or region than the topology says: the provider would look for them in the
 * new one, and not find them.
 */
export function movedAccounts(
  shop: Pick<Workshop, 'textOf'>,
  stacks: readonly RunnerStack[],
  states: States,
): readonly Problem[] {
  const moved = stacks.flatMap(({ name }) => {
    const text = shop.textOf(name);
    const what = movedFrom(guardOf(text), states.get(name));
    return what === undefined ? [] : [{ name, what: `${what}; ${ownEnvironment(text)}` }];
  });
  // One sentence for all stacks of an account.
  return [...groupedBy(moved, ({ what }) => what)].map(([what, alike]) => {
    const names = alike.map(({ name }) => name);
    const who = names.length === 1 ? 'stack' : 'stacks';
    const sentence = `${who} ${quotedList(names)} ${names.length === 1 ? 'was' : 'were'} deployed to ${what}`;
    return { ...(alike.length === 1 && { stack: names[0] ?? '' }), sentence };
  });
}

/** The earlier account or region of a stack, and what to do; nothing where it has not moved. */
function movedFrom(guard: object | undefined, state: State | undefined): string | undefined {
  const { accounts = [], regions = [] } = state ?? {};
  const [allowed] = allowedIn(guard);
  if (allowed !== undefined && /^\d{12}$/.test(allowed) && isElsewhere(accounts, allowed))
    return `account ${accounts.join(' and ')}, and the topology says ${allowed}; put the old id back, or give the new account a key of its own and retire the old one`;
  const region = textOf(fieldOf(providerOf(guard), 'region'));
  return region === '' || !isElsewhere(regions, region)
    ? undefined
    : `region ${regions.join(' and ')}, and the topology says ${region}; put the old region back, and to move the mesh destroy it there first`;
}

const isElsewhere = (held: readonly string[], wanted: string): boolean =>
  held.length > 0 && !held.includes(wanted);

/**
 * A root module that does nothing but sign in as the stack does. Of the providers that a stack needs, AWS alone has
 * accounts.
 * @param stack the parsed `cdk.tf.json`
 * @returns undefined where the stack needs no AWS
 */
export function guardOf(stack: unknown): object | undefined {
  const written = blocksOf(fieldOf(stack, 'provider', 'aws')).filter(isRecord);
  // The provider without an alias is there for this.
  const provider = written.find(({ alias }) => alias === undefined) ?? written[0];
  if (provider === undefined) return undefined;
  const { alias: _, ...settings } = provider;
  const required = blocksOf(fieldOf(stack, 'terraform'))
    .flatMap((block) => blocksOf(fieldOf(block, 'required_providers')))
    .map((entries) => fieldOf(entries, 'aws'))
    .find((entry) => entry !== undefined);
  const variable = fieldOf(stack, 'variable');
  const text = JSON.stringify(settings);
  const used = Object.entries(recordOf(variable)).filter(([name]) =>
    new RegExp(`\\bvar\\.${name}\\b`).test(text),
  );
  return {
    terraform: { required_providers: { aws: required ?? providers.aws } },
    provider: { aws: [settings] },
    ...(used.length === 0 ? {} : { variable: Object.fromEntries(used) }),
    // A provider that nothing uses doesn't sign in.
    data: { aws_caller_identity: { this: {} } },
  };
}

function expectedOf(guard: object): string {
  // An account whose id is an open parameter: the parameter's name is better than nothing.
  return allowedIn(guard)
    .map((id) => id.replace(/^\$\{var\.(\w+)\}$/, 'of parameter "$1"'))
    .join(' or ');
}

/** The account of a stack; a reference to a variable where only a pipeline knows it. */
export const accountIdOf = (text: unknown): string | undefined => allowedIn(guardOf(text))[0];

const providerOf = (guard: object | undefined): unknown => listOf(fieldOf(guard, 'provider', 'aws'))[0];

const allowedIn = (guard: object | undefined): readonly string[] =>
  listOf(fieldOf(providerOf(guard), 'allowed_account_ids')).map(textOf);
