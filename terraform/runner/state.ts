import { fieldOf, isRecord, parsedJson, recordOf } from '../../core/base/json';
import type { Resource } from '../../core/planner/change';
import { listOf, textOf } from '../json';

/** A stack's state, as far as a run goes by it. */
export interface State {
  /** Whether there is any; one from which everything was destroyed is still there. */
  readonly exists: boolean;
  /** How many managed resources it holds. */
  readonly resources: number;
  /** The same by their type. */
  readonly types: Readonly<Record<string, number>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The managed resources, each by its first instance. */
  readonly held: readonly Resource[];
  /** The outputs of other stacks that it read when it was applied last, by the stack's name. */
  readonly received: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Ids of the accounts in which its resources are, as far as their ARNs tell. */
  readonly accounts: readonly string[];
  /** The regions of the same. */
  readonly regions: readonly string[];
  readonly serial: number;
  /** What a state and its later versions have in common. */
  readonly lineage: string;
}

const none: State = {
  exists: false,
  resources: 0,
  types: {},
  held: [],
  outputs: {},
  received: {},
  accounts: [],
  regions: [],
  serial: 0,
  lineage: '',
};

/** An ARN names its resource's account, unless it is part of what another account shares. */
const ownedArn = /^arn:[\w-]+:[\w-]+:([\w-]*):(\d{12}):/;

/** Reads what `terraform state pull` printed: nothing at all where there is no state. */
export function stateOf(text: string): State | undefined {
  if (text.trim() === '') return none;
  const state = parsedJson(text);
  if (!isRecord(state) || state['version'] !== 4) return undefined;
  const resources = listOf(state['resources']);
  const types: Record<string, number> = {};
  const received: Record<string, Readonly<Record<string, unknown>>> = {};
  const accounts = new Set<string>();
  const held: Resource[] = [];
  const regions = new Set<string>();
  for (const resource of resources) {
    const [type, name] = [textOf(fieldOf(resource, 'type')), textOf(fieldOf(resource, 'name'))];
    const instances = listOf(fieldOf(resource, 'instances'));
    if (fieldOf(resource, 'mode') === 'managed') {
      types[type] = (types[type] ?? 0) + instances.length;
      held.push({ type, name, attributes: fieldOf(instances[0], 'attributes') });
      for (const instance of instances) {
        const account = accountOf(fieldOf(instance, 'attributes'));
        if (account !== undefined) accounts.add(account);
        const region = arnOf(fieldOf(instance, 'attributes'))?.[1] ?? '';
        if (region !== '') regions.add(region);
      }
    } else if (type === 'terraform_remote_state') {
      received[name] = recordOf(fieldOf(instances[0], 'attributes', 'outputs', 'value'));
    }
  }
  const outputs = Object.entries(recordOf(state['outputs'])).filter(
    ([, output]) => fieldOf(output, 'sensitive') !== true,
  );
  return {
    exists: true,
    resources: Object.values(types).reduce((sum, count) => sum + count, 0),
    types: Object.fromEntries(Object.entries(types).filter(([, count]) => count > 0)),
    held,
    outputs: Object.fromEntries(outputs.map(([name, output]) => [name, fieldOf(output, 'value')])),
    received,
    accounts: [...accounts],
    regions: [...regions],
    serial: Number(state['serial'] ?? 0),
    lineage: textOf(state['lineage']),
  };
}

/** In whose account a resource is: what may be part of another's says so itself. */
function accountOf(attributes: unknown): string | undefined {
  const owner = textOf(fieldOf(attributes, 'resource_owner'));
  return owner === '' ? arnOf(attributes)?.[2] : owner;
}

const arnOf = (attributes: unknown): RegExpExecArray | null =>
  ownedArn.exec(textOf(fieldOf(attributes, 'arn')));
