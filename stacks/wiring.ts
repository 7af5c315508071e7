import { TerraformOutput, Token, type TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { groupedBy } from '../core/base/collections';
import {
  inputNameOf,
  isListValue,
  knownValueOf,
  valueKeyOf,
  type OutputValue,
  type Stack,
  type Wire,
} from '../core/planner';
import { at, type Topology } from '../core/topology';
import { readInputs } from './input-states';
import { takeInputs } from './input-variables';
import type { Site } from './site';

/** A value that this stack creates. */
interface Built {
  /** For the stack's own resources. */
  readonly here: Expression;
  /** For other stacks: from the last step that makes it usable. */
  readonly outside: Expression;
  readonly steps: readonly TerraformResource[];
}

/** An input, and its position among all of them. */
interface PlacedWire {
  readonly wire: Wire;
  readonly position: number;
}

/** A Terraform expression as cdktf accepts it; a list of them for a value that is a list. */
type Expression = string | readonly string[];

/**
 * Resolves a value in one stack: created by the stack itself, known (an existing network or authority), or an output of
 * another stack, read from its state or passed as a variable. Nothing passes between stacks in any other way.
 */
export class Wiring {
  private readonly topology: Topology;
  private readonly stack: Stack;
  private readonly built = new Map<string, Built>();
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

  /** Records that the stack creates this value, for itself and as an output. */
  output(value: OutputValue, expression: Expression): void {
    this.built.set(valueKeyOf(value), { here: expression, outside: expression, steps: [] });
  }

  /** Whether the stack creates this value. */
  outputs(value: OutputValue): boolean {
    return this.built.has(valueKeyOf(value));
  }

  /** Records that other stacks can use the value only after `step`, which may replace the expression. */
  outputAfter(value: OutputValue, step: TerraformResource, expression?: Expression): void {
    const known = this.built.get(valueKeyOf(value));
    const here = known?.here ?? this.of(value);
    const outside = known?.steps.length ? known.outside : (expression ?? known?.outside ?? here);
    this.built.set(valueKeyOf(value), { here, outside, steps: [...(known?.steps ?? []), step] });
  }

  of(value: OutputValue): string {
    const own = this.built.get(valueKeyOf(value))?.here;
    if (typeof own === 'string') return own;
    const known = knownValueOf(this.topology, value);
    if (known !== undefined) return known;
    const wire = this.inputs.get(valueKeyOf(value));
    if (wire === undefined) throw new Error(`stack "${this.stack.name}" has no ${valueKeyOf(value)}`);
    return `\${${this.received(wire)}}`;
  }

  /** A value that is a list: where another stack creates it, one expression stands for all of its items. */
  listOf(value: OutputValue): readonly string[] {
    const own = this.built.get(valueKeyOf(value))?.here;
    if (typeof own === 'object') return own;
    if (isListValue(value)) {
      const { network } = at(this.topology.accounts, value.account);
      const isPrivate = value.kind === 'private-subnet-ids';
      if (network.kind === 'existing') return network.subnets[isPrivate ? 'private' : 'public'];
    }
    const wire = this.inputs.get(valueKeyOf(value));
    if (wire === undefined || !isListValue(value))
      throw new Error(`stack "${this.stack.name}" has no list ${valueKeyOf(value)}`);
    return Token.asList(`\${${this.received(wire)}}`);
  }

  /** A list of a known length one by one, also where another stack creates it. */
  itemsOf(value: OutputValue, length: number): readonly string[] {
    const wire = this.inputs.get(valueKeyOf(value));
    if (wire === undefined) return this.listOf(value);
    // Without a value from the other stack there is nothing to index, and a destroy must not fail because of it.
    const item = (index: number): string => `try(${this.received(wire)}[${index}], "no ${wire.output}")`;
    return Array.from({ length }, (_, index) => `\${${item(index)}}`);
  }

  /** Inputs of these keys that are compared with their derived values, in the order of the inputs. */
  confirmed(keys: readonly string[]): readonly Wire[] {
    const found = keys.flatMap((key) => this.confirmedInputs.get(key) ?? []);
    return found.toSorted((a, b) => a.position - b.position).map(({ wire }) => wire);
  }

  /** The reference to an input of this stack in an expression. */
  received(wire: Wire): string {
    return `${this.topology.transport === 'variables' ? 'var' : 'local'}.${inputNameOf(wire)}`;
  }

  /** Whether an input is passed as the variable of this name. */
  takes(variable: string): boolean {
    return (
      this.topology.transport === 'variables' &&
      [...this.inputs.values()].some((wire) => inputNameOf(wire) === variable)
    );
  }

  /** Writes the outputs of the stack. */
  writeOutputs(scope: Construct): void {
    for (const { name, value } of this.stack.outputs) {
      const own = this.built.get(valueKeyOf(value));
      const output = new TerraformOutput(scope, name, {
        value: own?.outside ?? this.of(value),
        ...(value.kind === 'asset' && value.secret === true && { sensitive: true }),
      });
      output.overrideLogicalId(name);
      // Not by cdktf's `dependsOn`: for an output it writes templates, where Terraform expects plain addresses.
      if (own !== undefined && own.steps.length > 0)
        output.addOverride('depends_on', own.steps.map(addressOf));
    }
  }
}

const addressOf = ({ terraformResourceType, friendlyUniqueId }: TerraformResource): string =>
  `${terraformResourceType}.${friendlyUniqueId}`;
