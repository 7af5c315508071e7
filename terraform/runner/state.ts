import { fieldOf, isRecord, parsedJson, recordOf } from '../../core/base/json';
import type { Resource } from '../../core/planner/change';
import { listOf, textOf } from '../json';

/** What a run needs to know about a stack's state. */
export interface State {
  /** Whether it exists; it still does after everything in it was destroyed. */
  readonly exists: boolean;
  /** The number of managed resources in it. */
  readonly resources: number;
  /** The same by their type. */
  readonly types: Readonly<Record<string, number>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Outputs that Terraform does not print: they are for the stacks that take them, and in no report. */
  readonly secrets: Readonly<Record<string, unknown>>;
  /** The managed resources, each by its first instance. */
  readonly held: readonly Resource[];
  /** The outputs of other stacks that it read when it was last applied, by the stack's name. */
  readonly received: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Ids of the accounts of its resources, where their ARNs show them. */
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
  secrets: {},
  received: {},
  accounts: [],
  regions: [],
  serial: 0,
  lineage: '',
};

/** An ARN names its resource's account, unless the resource is part of something that another account shares. */
const ownedArn = /^arn:[\w-]+:[\w-]+:([\w-]*):(\d{12}):/;

/** Reads the output of `terraform state pull`: empty where there is no state. */
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
  const outputs = (isSecret: boolean): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      Object.entries(recordOf(state['outputs']))
        .filter(([, output]) => (fieldOf(output, 'sensitive') === true) === isSecret)
        .map(([name, output]) => [name, fieldOf(output, 'value')]),
    );
  return {
    exists: true,
    resources: Object.values(types).reduce((sum, count) => sum + count, 0),
    types: Object.fromEntries(Object.entries(types).filter(([, count]) => count > 0)),
    held,
    outputs: outputs(false),
    secrets: outputs(true),
    received,
    accounts: [...accounts],
    regions: [...regions],
    serial: Number(state['serial'] ?? 0),
    lineage: textOf(state['lineage']),
  };
}

/** The account of a resource: a resource in another account's mesh names its own account. */
function accountOf(attributes: unknown): string | undefined {
  const owner = textOf(fieldOf(attributes, 'resource_owner'));
  return owner === '' ? arnOf(attributes)?.[2] : owner;
}

const arnOf = (attributes: unknown): RegExpExecArray | null =>
  ownedArn.exec(textOf(fieldOf(attributes, 'arn')));
