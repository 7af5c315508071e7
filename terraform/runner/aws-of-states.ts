import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fieldOf, parsedJson } from '../../core/base/json';
import type { States } from './common';
import { localStateOf } from './local-state';
import type { AwsKind, Problem, RunnerStack } from './model';
import type { Workshop } from './workshop';

/** Beside a local state: which AWS it is about. Remote states are never about a local AWS. */
const noteOf = (shop: Workshop, stack: string): string | undefined => {
  const state = localStateOf(shop, stack);
  return state === undefined ? undefined : `${state}.aws.json`;
};

const names: Readonly<Record<AwsKind, string>> = {
  aws: 'AWS',
  local: 'a local AWS',
  endpoint: 'what answers at an AWS_ENDPOINT_URL',
};

const isKind = (value: unknown): value is AwsKind => typeof value === 'string' && Object.hasOwn(names, value);

/** The AWS that a state is about; nothing where no run has written it down. */
function notedIn(file: string): AwsKind | undefined {
  try {
    const kind = fieldOf(parsedJson(readFileSync(file, 'utf8')), 'aws');
    return isKind(kind) ? kind : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Local states that hold something in another AWS than the one of this run: there Terraform would find nothing of it,
 * and make all of it anew.
 */
export function madeElsewhere(
  shop: Workshop,
  stacks: readonly RunnerStack[],
  states: States,
): readonly Problem[] {
  const { aws } = shop.options;
  if (aws === undefined) return [];
  return stacks.flatMap(({ name }) => {
    const file = noteOf(shop, name);
    const noted = file === undefined ? undefined : notedIn(file);
    if (noted === undefined || noted === aws || (states.get(name)?.resources ?? 0) === 0) return [];
    const sentence = `the state of stack "${name}" is about ${names[noted]}, and this run goes to ${names[aws]}; go to the first one, or keep the states of the two apart (${file} says which AWS it is about)`;
    return [{ stack: name, sentence }];
  });
}

/** Writes down which AWS the states are about, before anything is in them. */
export function noteAws(shop: Workshop, stacks: readonly RunnerStack[]): void {
  const { aws } = shop.options;
  if (aws === undefined) return;
  for (const { name } of stacks) {
    const file = noteOf(shop, name);
    if (file === undefined) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify({ version: 1, aws })}\n`);
  }
}
