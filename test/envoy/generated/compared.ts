import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { differencesOf, type LabReport } from '../../../local/envoy';
import { isDeployable, reportOf } from '../lab/measured';
import { PLAIN, pairs as anyPair, type Pair } from './pairs';
import { topologyOf, type Setting } from './written';

/** What was compared, and what was not. */
export interface Comparison {
  /** Pairs of which the verdict of the call was measured. */
  readonly cases: number;
  /** Pairs whose call is undecided: what would decide it is not stated. */
  readonly undecided: number;
  /** How often each verdict was measured, of calls. */
  readonly measured: Readonly<Record<string, number>>;
  /** Decided edges of which nothing was measured, with their expected verdicts. */
  readonly unmeasured: readonly string[];
}

/** Pairs in one lab: each is two proxies, and an Envoy takes several of the system's inotify instances. */
const TOGETHER = 6;

const SETTINGS: readonly Setting[] = [
  { dataPlane: 'envoy', defaults: 'secure' },
  { dataPlane: 'envoy', defaults: 'api' },
  { dataPlane: 'envoy', defaults: 'secure' },
  { dataPlane: 'app-mesh', defaults: 'secure' },
];

/** Pairs that can be deployed in a setting, as many as are wanted; the others are refused before anything runs. */
export function generated(count: number, setting: Setting, seed: number): readonly Pair[] {
  const found: Pair[] = [];
  for (let round = 0; found.length < count; round += 1)
    found.push(
      ...fc
        .sample(anyPair, { seed: seed + round, numRuns: count })
        .filter((pair) => isDeployable(topologyOf([pair], setting))),
    );
  return found.slice(0, count);
}

/**
 * Measures generated pairs until at least `wanted` of them are compared; the first that differs is an error that shows the
 * smallest topology found in which it does.
 */
export async function compare(wanted: number, seed: number): Promise<Comparison> {
  const measured: Record<string, number> = {};
  const unmeasured: string[] = [];
  let cases = 0;
  let undecided = 0;
  for (let lab = 0; cases < wanted; lab += 1) {
    const setting = SETTINGS[lab % SETTINGS.length] as Setting;
    const pairs = generated(TOGETHER, setting, seed + lab * 1000);
    const report = await measure(pairs, setting);
    if (differencesOf(report).length > 0) throw new Error(`seed ${seed}: ${await smallest(pairs, setting)}`);
    for (const { client, server, service, expected, measured: found } of report.edges) {
      if (expected !== 'undecided' && found === 'unmeasured')
        unmeasured.push(`${client} ${server}: ${expected}`);
      if (service === undefined) continue;
      if (found === 'unmeasured') {
        undecided += 1;
        continue;
      }
      cases += 1;
      measured[found] = (measured[found] ?? 0) + 1;
    }
  }
  return { cases, undecided, measured, unmeasured };
}

/** What the lab measures of pairs. */
export const measure = (pairs: readonly Pair[], setting: Setting): Promise<LabReport> =>
  reportOf(topologyOf(pairs, setting), setting.dataPlane);

const differs = async (pairs: readonly Pair[], setting: Setting): Promise<boolean> =>
  isDeployable(topologyOf(pairs, setting)) && differencesOf(await measure(pairs, setting)).length > 0;

/** The smallest topology in which something still differs: first of pairs, then of what is special about one. */
async function smallest(pairs: readonly Pair[], setting: Setting): Promise<string> {
  let found = pairs;
  for (const pair of pairs) {
    if (!(await differs([pair], setting))) continue;
    found = [await plainer(pair, setting)];
    break;
  }
  const { edges, attacks } = await measure(found, setting);
  const shown = differencesOf({ edges, attacks }).map((each) => JSON.stringify(each));
  return [
    'measured is not the verdict',
    ...shown,
    JSON.stringify(found),
    stringify(topologyOf(found, setting)),
  ].join('\n');
}

async function plainer(pair: Pair, setting: Setting): Promise<Pair> {
  let found = pair;
  for (const key of Object.keys(PLAIN) as (keyof Pair)[]) {
    const next: Pair = { ...found, [key]: PLAIN[key] };
    if (JSON.stringify(next) !== JSON.stringify(found) && (await differs([next], setting))) found = next;
  }
  return found;
}
