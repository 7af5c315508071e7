import { groupedBy } from '../base/collections';
import { counted } from '../base/text';
import { readable } from '../topology';
import type { Handover, Plan } from '../planner';
import { plain, type Style } from './style';
import { tableOf } from './table';

/** A value that is needed to run a thing, and the Terraform output that has it. */
export interface HandedOver extends Handover {
  readonly stack: string;
  /** Name of the Terraform output. */
  readonly output: string;
  /** What it is, where that is known before anything is deployed. */
  readonly literal?: string;
}

/** What a plan hands over for running its things, in the order of their deployment. */
export const handedOverBy = ({ stacks }: Pick<Plan, 'stacks'>): readonly HandedOver[] =>
  stacks.flatMap(({ name: stack, outputs }) =>
    outputs.flatMap(({ name: output, handover, literal }) =>
      handover === undefined
        ? []
        : [{ ...handover, stack, output, ...(literal === undefined ? {} : { literal: readable(literal) }) }],
    ),
  );

/** More things than these are counted: the JSON has all of them. */
const SHOWN = 20;

const thingsOf = <T extends HandedOver>(values: readonly T[]): readonly (readonly T[])[] => [
  ...groupedBy(values, ({ thing, stack }) => `${stack} ${thing}`).values(),
];

/** The Terraform outputs that are needed to run the things of a plan. */
export function handoverText(plan: Pick<Plan, 'stacks'>, style: Style = plain): readonly string[] {
  const things = thingsOf(handedOverBy(plan));
  if (things.length === 0) return [];
  const rows = things
    .slice(0, SHOWN)
    .map((values) => [
      values[0]?.thing ?? '',
      values[0]?.stack ?? '',
      values.map(({ output }) => output).join(', '),
    ]);
  return [
    style.strong('outputs for use outside of these stacks'),
    ...tableOf(['of', 'stack', 'outputs'], rows, style),
    ...moreOf(things.length),
  ];
}

/** The same values as they are now. */
export function handedOverText(
  plan: Pick<Plan, 'stacks'>,
  valueOf: (stack: string, output: string) => unknown,
  style: Style = plain,
): string {
  const values = handedOverBy(plan)
    .map((one) => ({ ...one, value: valueOf(one.stack, one.output) }))
    .filter(({ value }) => typeof value === 'string');
  const things = thingsOf(values);
  if (things.length === 0) return '';
  const rows = things
    .slice(0, SHOWN)
    .flat()
    .map(({ thing, what, value, stack, output }) => [thing, what, shownOf(String(value), stack, output)]);
  const lines = [...tableOf(['of', 'what', 'value'], rows, style), ...moreOf(things.length)];
  return `${lines.join('\n')}\n`;
}

/** Longer than any ARN: a file, which nobody reads in a table. */
const LONGEST = 300;

const shownOf = (value: string, stack: string, output: string): string =>
  value.length <= LONGEST ? value : `${value.length} characters: output ${output} of stack "${stack}"`;

const moreOf = (count: number): readonly string[] =>
  count <= SHOWN ? [] : [`and those of ${counted(count - SHOWN, 'more thing')}, which are in --json`];
