import { isRecord } from '../../../core/base/json';
import { judge, type JudgeOptions } from '../../../core/judge';
import { noPositions } from '../../../core/source';
import type { Finding } from '../../../core/topology';

/** What is written over a topology: objects are joined, everything else replaces, `undefined` takes out. */
export type Patch = Readonly<Record<string, unknown>>;

/** One fix, with a mistake that calls for it and what somebody who reads it types. */
export interface FixCase {
  /** Id of the rule whose fix is followed. */
  readonly rule: string;
  /** Tells apart the fixes of one rule. */
  readonly what?: string;
  /** The mistake, written over `mesh`. */
  readonly mistake: Patch;
  /** What the fix says to type, written over the mistake. */
  readonly typed?: Patch;
  /** What else that needs: the things behind a placeholder of the fix, or the contents of what is renamed. */
  readonly also?: Patch;
  /** Values that are set in the command before, and after. */
  readonly set?: Readonly<Record<string, string>>;
  readonly setThen?: Readonly<Record<string, string>>;
  readonly options?: JudgeOptions;
  /** Where the fix asks for other options. */
  readonly optionsThen?: JudgeOptions;
}

/** A mesh without a finding: two accounts, one call. */
export const mesh: Patch = {
  mesh: 'shop',
  region: 'eu-west-1',
  owner: 'front',
  dataPlane: 'app-mesh',
  acceptEnded: true,
  accounts: {
    front: { id: '111111111111', role: 'deploy', network: { cidr: '10.20.0.0/16' } },
    back: { id: '222222222222', role: 'deploy', network: { cidr: '10.21.0.0/16' } },
  },
  authority: { kind: 'private-ca', commonName: 'shop root' },
  workloads: {
    web: { account: 'front', calls: ['api'] },
    api: { account: 'back', listens: { port: 8080, protocol: 'http' } },
  },
};

/** A patch written over a topology. */
export function written(base: Patch, patch: Patch): Patch {
  const joined = Object.entries(patch).map(([key, value]) => {
    const below = base[key];
    return [key, isRecord(value) && isRecord(below) ? written(below, value) : value] as const;
  });
  const all: Patch = { ...base, ...Object.fromEntries(joined) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** Everything that is found in a topology, whether it could be read or not. */
export function foundIn(topology: Patch, options: JudgeOptions): readonly Finding[] {
  const source = { file: 'topology.yaml', written: topology, positions: noPositions };
  const judged = judge({ ok: true, value: source, findings: [] }, options);
  return judged.kind === 'judged' ? [...judged.findings, ...judged.planFindings] : judged.findings;
}

/** For each change of a patch the words of which the finding must name one: its keys, and what is written there. */
export function changesOf(patch: Patch, around: readonly string[] = []): readonly (readonly string[])[] {
  return Object.entries(patch).flatMap(([key, value]) => {
    const words = [...around.slice(-1), key];
    if (isRecord(value) && Object.keys(value).length > 0) return changesOf(value, words);
    return [[...words, ...wordsOf(value)]];
  });
}

const wordsOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => [
        ...(Array.isArray(value) ? [] : [key]),
        ...wordsOf(child),
      ])
    : [String(value)];
