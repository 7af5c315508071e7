import { parse } from './parse';
import { charactersOf, NotAPattern, type Holds, type Node, type Takes } from './syntax';

/** Whether a text matches as a whole. */
export type Matches = (text: string) => boolean;

/** Characters of a pattern, and steps that it is compiled to. Terraform accepts more; no realistic pattern needs more. */
const MOST_CHARACTERS = 10_000;
const MOST_STEPS = 100_000;

/** One step of a compiled pattern: where to go from here, and on what condition. */
interface Step {
  readonly takes?: Takes;
  readonly holds?: Holds;
  readonly next: readonly number[];
}

/**
 * A pattern as RE2 reads it, which is what Terraform does, or why it is not one. It matches in time that is linear in the text: it
 * follows all alternatives at once and never goes back, unlike JavaScript's own.
 * Source: https://github.com/google/re2/wiki/Syntax, and Go's regexp/syntax.
 */
export function re2(pattern: string): Matches | { readonly problem: string } {
  if (pattern.length > MOST_CHARACTERS) return { problem: `it has more than ${MOST_CHARACTERS} characters` };
  try {
    const steps = compiled(parse(pattern));
    return (text) => matches(steps, text);
  } catch (error) {
    if (error instanceof NotAPattern) return { problem: error.message };
    throw error;
  }
}

/** The steps from the last to the first; the end of the pattern is step 0, the start the last one. */
function compiled(root: Node): readonly Step[] {
  const steps: { takes?: Takes; holds?: Holds; next: number[] }[] = [{ next: [] }];
  const add = (step: { takes?: Takes; holds?: Holds; next: number[] }): number => {
    if (steps.length >= MOST_STEPS) throw new NotAPattern('its repetitions are too large');
    return steps.push(step) - 1;
  };
  const before = (node: Node, next: number): number => {
    switch (node.kind) {
      case 'character':
        return add({ takes: node.takes, next: [next] });
      case 'position':
        return add({ holds: node.holds, next: [next] });
      case 'sequence':
        return node.parts.reduceRight((after, part) => before(part, after), next);
      case 'choice':
        return add({ next: node.parts.map((part) => before(part, next)) });
      case 'repeat':
        return repeated(node, next);
    }
  };
  const repeated = ({ part, least, most }: Extract<Node, { kind: 'repeat' }>, next: number): number => {
    let start = next;
    if (most === Number.POSITIVE_INFINITY) {
      start = add({ next: [next] });
      steps[start]?.next.push(before(part, start));
    } else {
      for (let count = least; count < most; count++) start = add({ next: [next, before(part, start)] });
    }
    for (let count = 0; count < least; count++) start = before(part, start);
    return start;
  };
  add({ next: [before(root, 0)] });
  return steps;
}

function matches(steps: readonly Step[], text: string): boolean {
  const characters = charactersOf(text).map((character) => character.codePointAt(0) ?? -1);
  let reached = [steps.length - 1];
  for (let at = 0; ; at++) {
    const active = withoutTaking(steps, reached, characters, at);
    const character = characters[at];
    if (character === undefined) return active.includes(0);
    reached = active.flatMap((index) => (steps[index]?.takes?.(character) === true ? steps[index].next : []));
    if (reached.length === 0) return false;
  }
}

/** All steps that can be reached at a position without taking a character. */
function withoutTaking(
  steps: readonly Step[],
  from: readonly number[],
  text: readonly number[],
  at: number,
): readonly number[] {
  const reached = new Set(from);
  // A set is walked through in the order of its entries, those that are added meanwhile at the end.
  for (const index of reached) {
    const step = steps[index];
    if (step === undefined || step.takes !== undefined || step.holds?.(text, at) === false) continue;
    for (const next of step.next) reached.add(next);
  }
  return [...reached];
}
