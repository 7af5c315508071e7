import { factUnknown as unknownOf, type Unknown } from '../../../core/checker/facts';

/** Unknown for want of these facts. */
export const factUnknown = (...whats: readonly string[]): Unknown<boolean> =>
  unknownOf(...whats.map((what) => ({ what, how: `state ${what}` })));

/** Unknown for want of these parameters. */
export const open = (...parameters: readonly string[]) => ({
  possible: [true, false],
  facts: [],
  parameters,
});

/** What would settle an answer, or the answer. */
export const named = (answer: boolean | Unknown<boolean>): unknown =>
  typeof answer === 'boolean' ? answer : [...answer.facts.map(({ what }) => what), ...answer.parameters];
