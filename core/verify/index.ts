import type { Edge } from '../checker';
import type { Lowered } from '../dataplane';
import { at, closedTopology, type Closed, type Topology } from '../topology';
import { unique } from '../base/collections';
import { callSteps } from './calls';
import { doorSteps } from './doors';
import { elsewhereOf, placesOf } from './places';
import type { AccountStep, RunningStep, Step } from './steps';

export { checksIn, type Check } from './lines';
export { scriptOf } from './script';
export type { Step } from './steps';

/** The kinds of steps, in the order in which they are taken: what is counted comes after what was tried. */
const ORDER: readonly Step['kind'][] = [
  'account',
  'running',
  'targets',
  'calls',
  'door',
  'own-name',
  'counted',
  'callers',
  'skipped',
];

/** What `verify` checks of a mesh that is deployed, in order. */
export function stepsOf(
  deployable: { readonly topology: Topology; readonly lowered: Closed<Lowered> },
  edges: readonly Omit<Edge, 'at'>[],
): readonly Step[] {
  const topology = closedTopology(deployable.topology);
  const { lowered } = deployable;
  const places = placesOf(topology);
  const running = [...places].map(([party, { place }]): RunningStep => ({
    kind: 'running',
    what: `${party.replace('/', ' ')} runs`,
    place,
  }));
  const calls = callSteps({
    topology: deployable.topology,
    lowered,
    edges,
    places,
    elsewhere: elsewhereOf(lowered),
  });
  const steps: readonly Step[] = [...running, ...doorSteps(topology, lowered), ...calls];
  const all = [...accountSteps(topology, steps), ...steps];
  return ORDER.flatMap((kind) => all.filter((step) => step.kind === kind));
}

/** The accounts in which anything is asked. */
const accountSteps = (topology: Closed<Topology>, steps: readonly Step[]): readonly AccountStep[] =>
  unique(
    steps.flatMap((step) =>
      'place' in step ? [step.place.account] : 'account' in step ? [step.account] : [],
    ),
  ).map((key) => {
    const { id, credentials } = at(topology.accounts, key);
    return { kind: 'account', account: key, id, credentials };
  });
