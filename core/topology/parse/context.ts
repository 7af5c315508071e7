import type { z } from 'zod';
import { byName } from '../../base/collections';
import { didYouMean } from '../did-you-mean';
import type { Finding, Path } from '../finding';
import type { Rotation } from '../rotation';
import { findingOf } from '../rule';
import { topologyRules, type TopologyRuleId } from '../rules';
import type { topologySchema } from '../schema';
import { labelsOf } from '../forms';
import { openParametersOf, openText, type ParameterRef, type Text } from '../value';

/** What has passed the schema, with parameters filled in where they have a value. */
export type Valid = z.output<typeof topologySchema>;
type Of<K extends keyof Valid> = NonNullable<Valid[K]>;
export type ValidAccount = Of<'accounts'>[string];
export type ValidCluster = Of<'clusters'>[string];
export type ValidAuthority = Of<'authorities'>[string];
export type ValidCertificate = Of<'certificates'>[string];
export type ValidStore = Of<'stores'>[string];
export type ValidWorkload = Of<'workloads'>[string];
export type ValidService = Of<'services'>[string];
export type ValidGateway = Of<'gateways'>[string];
type Single<T> = Exclude<T, readonly unknown[] | undefined>;
export type ValidListener = Single<ValidWorkload['listens']>;
export type ValidEntry = Single<ValidWorkload['entry']>;
export type ValidGatewayListener = Single<ValidGateway['listens']>;
export type ValidRuntime = NonNullable<ValidWorkload['runtime']>;
export type ValidGatewayRuntime = NonNullable<ValidGateway['runtime']>;
export type ValidPolicy = NonNullable<ValidWorkload['callDefaults']>;

/** Comparisons of words in the search for suggestions, for one topology: a tenth of a second of work. */
const MOST_COMPARISONS = 100_000;

/** Collects everything that is wrong while the parts of a topology are completed. */
export class Context {
  readonly findings: Finding[] = [];
  readonly valid: Valid;
  readonly secure: boolean;
  #comparisons = 0;

  constructor(valid: Valid) {
    this.valid = valid;
    this.secure = (valid.defaults ?? 'secure') === 'secure';
  }

  report(rule: TopologyRuleId, at: Path, summary: string, fix: string): void {
    this.findings.push(findingOf(topologyRules[rule], { at, summary, fix }));
  }

  /** What may have been meant; nothing once a topology of thousands of misspelt names has used up the search. */
  suggestion(word: string, known: readonly string[]): string | undefined {
    this.#comparisons += known.length;
    return this.#comparisons > MOST_COMPARISONS ? undefined : didYouMean(word, known);
  }

  get meshName(): Text {
    const mesh = this.valid.mesh;
    return text(typeof mesh === 'object' && 'name' in mesh ? mesh.name : mesh);
  }

  /** The name of the mesh as a part of DNS names. */
  get meshLabels(): Text {
    return openParametersOf(this.meshName).length > 0 ? this.meshName : labelsOf(this.meshName);
  }

  /** Whether the mesh already exists. */
  get isMeshExisting(): boolean {
    const mesh = this.valid.mesh;
    return typeof mesh === 'object' && 'existing' in mesh && mesh.existing === true;
  }

  get rotation(): Rotation | undefined {
    const { rotation } = this.valid;
    return rotation && { at: ['rotation'], ...rotation };
  }

  get sharedWith(): readonly string[] {
    const mesh = this.valid.mesh;
    return typeof mesh === 'object' && 'sharedWith' in mesh ? (mesh.sharedWith ?? []) : [];
  }

  /** Whether the states in a bucket have the prefix that is not written. */
  get hasDefaultPrefix(): boolean {
    const { state } = this.valid;
    return typeof state === 'object' && state.kind === 's3' && state.prefix === undefined;
  }

  get region(): Text {
    return text(this.valid.region);
  }
}

/** A written text: an open parameter becomes `${parameter.NAME}`. */
export const text = (written: string | ParameterRef): Text =>
  typeof written === 'string' ? written : openText(written.parameter);

export const texts = (written: readonly (string | ParameterRef)[] | undefined): readonly Text[] =>
  (written ?? []).map(text);

/** A record of texts, in the order of its keys. */
export const textRecord = (
  written: Readonly<Record<string, string | ParameterRef>> | undefined,
): Readonly<Record<string, Text>> =>
  Object.fromEntries(sortedEntries(written ?? {}).map(([key, value]) => [key, text(value)]));

/** Entries in the order of their keys, so that the order in which people write never matters. */
export function sortedEntries<T>(record: Readonly<Record<string, T>>): readonly [string, T][] {
  return Object.entries(record).toSorted(([a], [b]) => byName(a, b));
}

export const list = <T>(written: T | readonly T[] | undefined): readonly T[] =>
  written === undefined ? [] : Array.isArray(written) ? (written as readonly T[]) : [written as T];
