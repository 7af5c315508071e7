import { TerraformLocal, TerraformOutput, type TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { groupedBy } from '../core/base/collections';
import { inputNameOf, valueKeyOf, type OutputValue, type Plan, type Stack, type Wire } from '../core/planner';
import { at, type Topology } from '../core/topology';
import { addressPart } from './text';
import { takeInputs } from './input-variables';
import type { Site } from './site';
import { RemoteState, remoteStateOf, type StatePlace } from './state';

/** A value that this stack makes. */
interface Told {
  /** For the stack's own resources. */
  readonly here: Expression;
  /** For others: from the last step that makes it usable. */
  readonly outside: Expression;
  readonly steps: readonly TerraformResource[];
}

/** An input, and where it stands among all of them. */
interface PlacedWire {
  readonly wire: Wire;
  readonly position: number;
}

/** A Terraform expression as cdktf takes it; a list of them for a value that is a list. */
type Expression = string | readonly string[];

/**
 * Answers what a value is in one stack: what the stack made itself, what is known (an existing network or
 * authority), or what another stack told, by its state or as a variable. Nothing crosses a border in any other way.
 */
export class Wiring {
  private readonly topology: Topology;
  private readonly stack: Stack;
  private readonly told = new Map<string, Told>();
  private readonly inputs: ReadonlyMap<string, Wire>;
  private readonly confirmedInputs: ReadonlyMap<string, readonly PlacedWire[]>;

  constructor(scope: Construct, { topology, plan, states }: Site, stack: Stack) {
    this.topology = topology;
    this.stack = stack;
    const crossing = stack.inputs.filter(({ kind }) => kind !== 'derived');
    this.confirmedInputs = groupedBy(
      crossing.map((wire, position) => ({ wire, position })).filter(({ wire }) => wire.kind === 'confirmed'),
      ({ wire: { value } }) => (value.kind === 'asset' ? value.key : ''),
    );
    this.inputs = new Map(crossing.map((wire) => [valueKeyOf(wire.value), wire]));
    if (topology.transport === 'variables') takeInputs(scope, stack.name, crossing);
    else readInputs(scope, states, plan, crossing);
  }

  /** The stack made this value. */
  tell(value: OutputValue, expression: Expression): void {
    this.told.set(valueKeyOf(value), { here: expression, outside: expression, steps: [] });
  }

  /** Whether the stack made this value. */
  tells(value: OutputValue): boolean {
    return this.told.has(valueKeyOf(value));
  }

  /** The value is usable elsewhere only after `step`, which may tell it again. */
  tellAfter(value: OutputValue, step: TerraformResource, expression?: Expression): void {
    const known = this.told.get(valueKeyOf(value));
    const here = known?.here ?? this.of(value);
    const outside = known?.steps.length ? known.outside : (expression ?? known?.outside ?? here);
    this.told.set(valueKeyOf(value), { here, outside, steps: [...(known?.steps ?? []), step] });
  }

  of(value: OutputValue): string {
    const told = this.told.get(valueKeyOf(value))?.here;
    if (typeof told === 'string') return told;
    const known = this.literalOf(value);
    if (known !== undefined) return known;
    const wire = this.inputs.get(valueKeyOf(value));
    if (wire === undefined) throw new Error(`stack "${this.stack.name}" has no ${valueKeyOf(value)}`);
    return `\${${this.received(wire)}}`;
  }

  /** A value that is a list; only the stack that makes one needs it. */
  listOf(value: OutputValue): readonly string[] {
    const told = this.told.get(valueKeyOf(value))?.here;
    if (typeof told === 'object') return told;
    if (value.kind === 'private-subnet-ids') {
      const { network } = at(this.topology.accounts, value.account);
      if (network.kind === 'existing') return network.subnets.private;
    }
    throw new Error(`stack "${this.stack.name}" has no list ${valueKeyOf(value)}`);
  }

  /** Inputs that are compared with what was derived, of the things of these keys; in the order of the inputs. */
  confirmed(keys: readonly string[]): readonly Wire[] {
    const found = keys.flatMap((key) => this.confirmedInputs.get(key) ?? []);
    return found.toSorted((a, b) => a.position - b.position).map(({ wire }) => wire);
  }

  /** What an expression names to have an input of this stack. */
  received(wire: Wire): string {
    return `${this.topology.transport === 'variables' ? 'var' : 'local'}.${inputNameOf(wire)}`;
  }

  /** Whether an input comes as the variable of this name. */
  takes(variable: string): boolean {
    return (
      this.topology.transport === 'variables' &&
      [...this.inputs.values()].some((wire) => inputNameOf(wire) === variable)
    );
  }

  /** Emits what the stack tells others. */
  writeOutputs(scope: Construct): void {
    for (const { name, value } of this.stack.outputs) {
      const told = this.told.get(valueKeyOf(value));
      const output = new TerraformOutput(scope, name, { value: told?.outside ?? this.of(value) });
      output.overrideLogicalId(name);
      // Not by cdktf's `dependsOn`: of an output it writes templates, where Terraform wants plain addresses.
      if (told !== undefined && told.steps.length > 0)
        output.addOverride('depends_on', told.steps.map(addressOf));
    }
  }

  /** What stands in the topology itself. */
  private literalOf(value: OutputValue): string | undefined {
    if (value.kind === 'vpc-id') {
      const { network } = at(this.topology.accounts, value.account);
      return network.kind === 'existing' ? network.vpc : undefined;
    }
    if (value.kind === 'authority-arn') {
      const authority = at(this.topology.authorities, value.authority);
      return authority.kind === 'existing-ca' ? authority.arn : undefined;
    }
    // Of a mesh that exists: one that this topology shares is told by the stack that shares it.
    if (value.kind === 'share-arn') return at(this.topology.accounts, value.member).share;
    return undefined;
  }
}

const addressOf = ({ terraformResourceType, friendlyUniqueId }: TerraformResource): string =>
  `${terraformResourceType}.${friendlyUniqueId}`;

/** Remote states, and one local per input, named by the stack that tells it and what it tells. */
function readInputs(scope: Construct, place: StatePlace, plan: Plan, wires: readonly Wire[]): void {
  const states = new Construct(scope, 'states');
  const locals = new Construct(scope, 'inputs');
  for (const from of new Set(wires.map((wire) => wire.from))) {
    const told = wires.filter((wire) => wire.from === from);
    const state = remoteStateIn(states, place, plan, from);
    const awaited = told.filter(({ kind }) => kind === 'assigned').map(({ output }) => output);
    if (awaited.length > 0) state.addOverride('lifecycle', { postcondition: [toldBy(from, awaited)] });
    for (const wire of told) {
      const fallback = wire.kind === 'confirmed' ? '""' : placeholderOf(wire.value, from);
      const name = inputNameOf(wire);
      const expression = `\${try(${state.address}.outputs.${wire.output}, ${fallback})}`;
      new TerraformLocal(locals, name, expression).overrideLogicalId(name);
    }
  }
}

function remoteStateIn(scope: Construct, place: StatePlace, plan: Plan, from: string): RemoteState {
  const stack = plan.stacks.find(({ name }) => name === from);
  if (stack === undefined) throw new Error(`the plan has no stack "${from}"`);
  return new RemoteState(scope, from, addressPart(from), remoteStateOf(place, stack.stateName));
}

/**
 * Stops a plan with a sentence when the other stack has not told everything. Terraform makes a warning of it on
 * destroy, so that a stack can be removed after the one it read from.
 */
function toldBy(from: string, outputs: readonly string[]) {
  const missing = `[for name in ${JSON.stringify(outputs)} : name if !can(self.outputs[name])]`;
  return {
    condition: `\${length(${missing}) == 0}`,
    error_message: `stack "${from}" has not told \${join(", ", ${missing})}; apply "${from}" first, from the same topology`,
  };
}

/** Stands in for a value that is not told, so that a destroy does not stumble over it. */
const placeholderOf = (value: OutputValue, from: string): string =>
  value.kind === 'private-subnet-ids' ? '[]' : JSON.stringify(`not told by ${from}`);
