import { basename } from 'node:path';
import { fieldOf, isRecord, listOf, parsed, textOf } from './json';

/** A stack's state, as far as a run goes by it. */
export interface State {
  /** Whether there is any; one from which everything was destroyed is still there. */
  readonly exists: boolean;
  /** How many managed resources it holds. */
  readonly resources: number;
  /** The same by their type. */
  readonly types: Readonly<Record<string, number>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The outputs of other stacks that it read when it was applied last, by the stack's name. */
  readonly received: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** File names of the local states that it read. */
  readonly read: readonly string[];
  readonly serial: number;
}

const none: State = {
  exists: false,
  resources: 0,
  types: {},
  outputs: {},
  received: {},
  read: [],
  serial: 0,
};

/** Reads what `terraform state pull` printed: nothing at all where there is no state. */
export function stateOf(text: string): State | undefined {
  if (text.trim() === '') return none;
  const state = parsed(text);
  if (!isRecord(state) || state['version'] !== 4) return undefined;
  const resources = listOf(state['resources']);
  const types: Record<string, number> = {};
  const received: Record<string, Readonly<Record<string, unknown>>> = {};
  const read: string[] = [];
  for (const resource of resources) {
    const [type, name] = [textOf(fieldOf(resource, 'type')), textOf(fieldOf(resource, 'name'))];
    const instances = listOf(fieldOf(resource, 'instances'));
    if (fieldOf(resource, 'mode') === 'managed') types[type] = (types[type] ?? 0) + instances.length;
    else if (type === 'terraform_remote_state') {
      const attributes = fieldOf(instances[0], 'attributes');
      received[name] = record(fieldOf(attributes, 'outputs', 'value'));
      const path = textOf(fieldOf(attributes, 'config', 'value', 'path'));
      if (path !== '') read.push(basename(path));
    }
  }
  const outputs = Object.entries(record(state['outputs'])).filter(
    ([, output]) => fieldOf(output, 'sensitive') !== true,
  );
  return {
    exists: true,
    resources: Object.values(types).reduce((sum, count) => sum + count, 0),
    types: Object.fromEntries(Object.entries(types).filter(([, count]) => count > 0)),
    outputs: Object.fromEntries(outputs.map(([name, output]) => [name, fieldOf(output, 'value')])),
    received,
    read,
    serial: Number(state['serial'] ?? 0),
  };
}

const record = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});
