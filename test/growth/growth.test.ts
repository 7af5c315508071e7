import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countsOf, grownOf, mostOf, stopCounting, totalOf } from './calls';
import { check } from '../../core/checker';
import { lower } from '../../core/dataplane';
import { planOf } from '../../core/planner';
import { checkJson, checkText } from '../../core/report';
import { closed, topologyOf } from '../../core/topology';
import { placed } from '../../core/source';
import { parseYaml } from '../../sources/yaml';
import { synthesize } from '../../stacks';
import { untraced } from '../../stacks/untraced';
import { meshOf, meshOfAccounts, type Mesh } from './mesh';

/** Each step from a text to a report. */
const STEPS: Readonly<Record<string, (mesh: Mesh) => unknown>> = {
  'reading YAML': ({ yaml }) => parseYaml(yaml, 't.yaml', { json: false }),
  'finding positions': ({ yaml, topology }) => {
    const read = parseYaml(yaml, 't.yaml', { json: false });
    if (!read.ok) return read;
    const { positions } = read.value;
    return Object.values(topology.workloads).flatMap(({ calls }) => calls.map(({ at }) => positions(at)));
  },
  parsing: ({ written }) => topologyOf(written),
  lowering: ({ topology }) => lower(topology),
  closing: ({ lowered }) => closed(lowered),
  planning: ({ topology, demands }) => planOf(topology, demands),
  checking: ({ topology, lowered }) => check(topology, lowered),
  reporting: ({ topology, lowered }) => {
    const { edges, findings, resources } = check(topology, lowered);
    const shown = edges.map((edge) => ({ ...edge, at: { path: edge.at } }));
    placed(findings, { positions: () => undefined, file: 't.yaml' });
    return [checkText(shown, findings), checkJson(shown, findings, resources)];
  },
  synthesizing: ({ topology, lowered, plan }) => {
    const folder = mkdtempSync(join(tmpdir(), 'growth-'));
    untraced(() => synthesize({ topology, lowered, plan }, folder));
    rmSync(folder, { recursive: true });
  },
};

const FEW = 60;
const small = meshOf(FEW);
const large = meshOf(3 * FEW);

afterAll(stopCounting);

/** Sorting n things compares n·log n times, which is 3.8 times as often here; what is quadratic runs 9 times as often. */
const MOST_OF_ONE = 5;
const MOST = 3.5;

describe.each(Object.entries(STEPS))('three times the services, %s', (_name, step) => {
  // What is made once for all is made in the first run; a count that the engine cut short is not cut in both others.
  step(small);
  const before = mostOf(
    countsOf(() => step(small)),
    countsOf(() => step(small)),
  );
  const after = countsOf(() => step(large));

  it('runs nothing more than five times as often', () => {
    expect(grownOf(before, after, MOST_OF_ONE)).toEqual([]);
  });

  it('takes at most 3.5 times the work', () => {
    expect(totalOf(before)).toBeGreaterThan(FEW);
    expect(totalOf(after) / totalOf(before)).toBeLessThan(MOST);
  });
});

describe('three times the accounts that all call each other', () => {
  const few = meshOfAccounts(6);
  const many = meshOfAccounts(18);
  const plan = ({ topology, demands }: Pick<Mesh, 'topology' | 'demands'>) => planOf(topology, demands);
  plan(few);
  const before = mostOf(
    countsOf(() => plan(few)),
    countsOf(() => plan(few)),
  );
  const after = countsOf(() => plan(many));

  // Pairs of accounts are ten times as many, and each pair has two calls of its own.
  it('are planned with the work that their pairs are', () => {
    expect(totalOf(after) / totalOf(before)).toBeLessThan(14);
    expect(grownOf(before, after, 20)).toEqual([]);
  });
});
