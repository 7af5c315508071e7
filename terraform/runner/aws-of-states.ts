import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fieldOf, parsedJson, recordOf } from '../../core/base/json';
import type { States } from './common';
import { localStateOf } from './local-state';
import type { AwsKind, Problem, RunnerStack } from './model';
import type { Workshop } from './workshop';

/** The file beside a local state that records which AWS it belongs to. Remote states never belong to a local AWS. */
const noteOf = (shop: Workshop, stack: string): string | undefined => {
  const state = localStateOf(shop, stack);
  return state === undefined ? undefined : `${state}.aws.json`;
};

const names: Readonly<Record<AwsKind, string>> = {
  aws: 'AWS',
  local: 'a local AWS',
  endpoint: 'the API at an AWS_ENDPOINT_URL',
};

const isKind = (value: unknown): value is AwsKind => typeof value === 'string' && Object.hasOwn(names, value);

interface Note {
  /** The AWS that the state belongs to. */
  readonly aws?: AwsKind;
  /** Its mesh and environment, for a message. */
  readonly mesh?: string;
  /** File of its topology, from the folder of the note. */
  readonly topology?: string;
}

/** What a run recorded about a state; empty where none did. */
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

/** The file of another topology that a state belongs to; nothing if that file is gone, because then it was renamed. */
function otherTopologyOf(shop: Workshop, file: string, { topology }: Note): string | undefined {
  const own = shop.options.topology;
  if (own === undefined || topology === undefined) return undefined;
  const noted = resolve(dirname(file), topology);
  return existsSync(noted) && realpathSync(noted) !== realpathSync(own) ? noted : undefined;
}

/** The mesh that a stack was written for; nothing for a stack that meshspan did not write. */
function meshOf(shop: Workshop, stack: string): string | undefined {
  const { mesh, environment } = recordOf(fieldOf(shop.textOf(stack), '//', 'meshspan'));
  if (typeof mesh !== 'string') return undefined;
  return typeof environment === 'string' ? `"${mesh}", environment "${environment}"` : `"${mesh}"`;
}

/**
 * Local states with resources of another mesh or topology, or in another AWS than the one of this run: there Terraform would
 * find none of them, and would create all of them again. The names of two meshes can lead to the same state name: stack `b-c`
 * of mesh `a`, and stack `c` of mesh `a-b`.
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
      const sentence = `the state of stack "${name}" belongs to mesh ${mesh}, but this topology is mesh ${own}; keep the topology files of the two in separate folders, or rename one mesh or account (${file} records which mesh the state belongs to)`;
      return [{ stack: name, sentence }];
    }
    const other = otherTopologyOf(shop, file, found);
    if (other !== undefined) {
      const sentence = `the state of stack "${name}" belongs to the topology ${other}, which has the same mesh and account; keep the two in separate folders, or set environment in one of them`;
      return [{ stack: name, sentence }];
    }
    if (noted === undefined || noted === aws) return [];
    const sentence = `the state of stack "${name}" belongs to ${names[noted]}, but this run uses ${names[aws]}; use the first one, or keep the states of the two apart (${file} records which AWS the state belongs to)`;
    return [{ stack: name, sentence }];
  });
}

/** Records which AWS, mesh and topology the states belong to, before anything is in them. */
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
