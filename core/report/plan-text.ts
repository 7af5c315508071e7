import { counted } from '../base/text';
import { pathText, type Rotation } from '../topology';
import type { NotDeployed, Plan, WireKind } from '../planner';
import { differenceLines } from './differences-text';
import { handoverText } from './handover-text';
import { rotationText } from './rotation';
import { plain, type Style } from './style';
import { tableOf } from './table';

/** What each kind of wire means to the person who deploys. */
const wireMeaning: Readonly<Record<WireKind, string>> = {
  derived: 'known now, written as a literal',
  assigned: 'known once its stack is applied',
  confirmed: 'known now, and compared with what its stack created',
};

/** The plan as people read it: the stacks in the order of their deployment, then what each hands to others. */
export function planText(
  plan: Plan,
  style: Style = plain,
  { rotation, billed = [] }: { readonly rotation?: Rotation; readonly billed?: readonly string[] } = {},
): string {
  const { stacks, waves, wires, notDeployed, differences } = plan;
  const title = `${counted(stacks.length, 'stack')} in ${counted(waves.length, 'wave')}, ${counted(wires.length, 'wire')}`;
  const sections = [
    [style.strong(title)],
    rotation === undefined ? [] : rotationText(rotation, style),
    stackLines(plan, style),
    wires.length === 0 ? [] : wireLines(plan, style),
    [`removal: ${plan.removal.map((wave) => wave.join(', ')).join(' -> ')}`],
    handoverText(plan, style),
    differenceLines(differences, style),
    notDeployedLines(notDeployed, style),
    billed.length === 0 ? [] : [`billed while it exists, used or not: ${billed.join(', ')}`],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function stackLines({ stacks, waves }: Plan, style: Style): readonly string[] {
  const rows = waves.flatMap((wave, index) =>
    stacks
      .filter(({ name }) => wave.includes(name))
      .map(({ name, kind, account, after }) => [String(index + 1), name, kind, account, after.join(', ')]),
  );
  return tableOf(['wave', 'stack', 'kind', 'account', 'after'], rows, style);
}

function wireLines({ wires }: Plan, style: Style): readonly string[] {
  const rows = wires.map(({ from, to, output, kind }) => [from, to, output, kind]);
  const met = (Object.keys(wireMeaning) as WireKind[]).filter((kind) =>
    wires.some((wire) => wire.kind === kind),
  );
  return [
    ...tableOf(['from', 'to', 'value', 'wire'], rows, style),
    ...met.map((kind) => style.faint(`${kind}: ${wireMeaning[kind]}`)),
  ];
}

function notDeployedLines(notDeployed: readonly NotDeployed[], style: Style): readonly string[] {
  if (notDeployed.length === 0) return [];
  const rows = notDeployed.map(({ at, what, why }) => [pathText(at), what, why]);
  return [style.strong('not deployed by this version'), ...tableOf(['at', 'what', 'why'], rows, style)];
}
