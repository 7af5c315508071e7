import { TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import { inputNameOf, isListValue, type OutputValue, type Plan, type Wire } from '../core/planner';
import { RemoteState, remoteStateOf, type StatePlace } from './state';
import { addressPart } from './text';

/** Remote states, and one local per input, named by the stack and its output. */
export function readInputs(scope: Construct, place: StatePlace, plan: Plan, wires: readonly Wire[]): void {
  const states = new Construct(scope, 'states');
  const locals = new Construct(scope, 'inputs');
  for (const from of new Set(wires.map((wire) => wire.from))) {
    const read = wires.filter((wire) => wire.from === from);
    const state = remoteStateIn(states, place, plan, from);
    const awaited = read.filter(({ kind }) => kind === 'assigned').map(({ output }) => output);
    if (awaited.length > 0) state.addOverride('lifecycle', { postcondition: [missingFrom(from, awaited)] });
    for (const wire of read) {
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
 * Stops a plan with a sentence where outputs of the other stack are missing. On destroy, Terraform turns it into a warning,
 * so that a stack can be removed after the one that it read from.
 */
function missingFrom(from: string, outputs: readonly string[]) {
  const missing = `[for name in ${JSON.stringify(outputs)} : name if !can(self.outputs[name])]`;
  return {
    condition: `\${length(${missing}) == 0}`,
    error_message: `stack "${from}" has no output \${join(", ", ${missing})} yet; apply "${from}" first, from the same topology`,
  };
}

/** Replaces a missing value, so that a destroy does not fail because of it. */
const placeholderOf = (value: OutputValue, from: string): string =>
  isListValue(value) ? '[]' : JSON.stringify(`no value from ${from}`);
