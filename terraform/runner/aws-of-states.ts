import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fieldOf, parsedJson, recordOf } from '../../core/base/json';
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

interface Note {
  /** The AWS that the state is about. */
  readonly aws?: AwsKind;
  /** Its mesh, and the environment of that, in words. */
  readonly mesh?: string;
  /** File of its topology, from the folder of the note. */
  readonly topology?: string;
}

/** What a run wrote down about a state; nothing where none did. */
function notedIn(file: string): Note {
  try {
    const { aws, mesh, topology } = recordOf(parsedJson(readFileSync(file, 'utf8')));
    return {
      ...(isKind(aws) && { aws }),
      ...(typeof mesh === 'string' && { mesh }),
      ...(typeof topology === 'string' && { topology }),
    };
  } catch {
    return {};
  }
}

/** The file of another topology that a state belongs to; nothing where that is gone, since then it was renamed. */
function otherTopologyOf(shop: Workshop, file: string, { topology }: Note): string | undefined {
  const own = shop.options.topology;
  if (own === undefined || topology === undefined) return undefined;
  const noted = resolve(dirname(file), topology);
  return existsSync(noted) && realpathSync(noted) !== realpathSync(own) ? noted : undefined;
}

/** The mesh that a stack was written for; nothing of one that is not meshspan's. */
function meshOf(shop: Workshop, stack: string): string | undefined {
  const { mesh, environment } = recordOf(fieldOf(shop.textOf(stack), '//', 'meshspan'));
  if (typeof mesh !== 'string') return undefined;
  return typeof environment === 'string' ? `"${mesh}", environment "${environment}"` : `"${mesh}"`;
}

/**
 * Local states that contain something of another mesh or topology, or in another AWS than that of this run: Terraform would find
 * nothing of it there, and create all of it anew. The names of two meshes can lead to one name of a state: stack `b-c` of
 * mesh `a`, and stack `c` of mesh `a-b`.
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
    if (file === undefined || (states.get(name)?.resources ?? 0) === 0) return [];
    const found = notedIn(file);
    const { aws: noted, mesh } = found;
    const own = meshOf(shop, name);
    if (mesh !== undefined && own !== undefined && mesh !== own) {
      const sentence = `the state of stack "${name}" belongs to mesh ${mesh}, and this topology is mesh ${own}; keep the topology files of the two in separate folders, or rename one mesh or account (${file} says whose it is)`;
      return [{ stack: name, sentence }];
    }
    const other = otherTopologyOf(shop, file, found);
    if (other !== undefined) {
      const sentence = `the state of stack "${name}" belongs to the topology ${other}, which has the same mesh and account; keep the two in separate folders, or set environment in one of them`;
      return [{ stack: name, sentence }];
    }
    if (noted === undefined || noted === aws) return [];
    const sentence = `the state of stack "${name}" is about ${names[noted]}, and this run goes to ${names[aws]}; go to the first one, or keep the states of the two apart (${file} says which AWS it is about)`;
    return [{ stack: name, sentence }];
  });
}

/** Writes down which AWS, mesh and topology the states are about, before anything is in them. */
export function noteAws(shop: Workshop, stacks: readonly RunnerStack[]): void {
  const { aws, topology } = shop.options;
  if (aws === undefined) return;
  for (const { name } of stacks) {
    const file = noteOf(shop, name);
    if (file === undefined) continue;
    mkdirSync(dirname(file), { recursive: true });
    const whose = {
      mesh: meshOf(shop, name),
      topology: topology === undefined ? undefined : relative(dirname(file), topology),
    };
    writeFileSync(file, `${JSON.stringify({ version: 1, aws, ...whose })}\n`);
  }
}
