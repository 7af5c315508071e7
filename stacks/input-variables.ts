import { TerraformOutput, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { givenOutput, inputNameOf, isListValue, type Wire } from '../core/planner';

const isSecret = ({ value }: Wire): boolean => value.kind === 'asset' && value.secret === true;
const isList = ({ value }: Wire): boolean => isListValue(value);

/**
 * Takes each input as a variable. The default is empty, and then a plan stops with a sentence: a variable without a
 * default, or with a validation, would also stop a destroy, when the stack with the output may be gone. Terraform checks
 * preconditions of outputs where it creates things, and not where it removes them.
 */
export function takeInputs(scope: Construct, stack: string, wires: readonly Wire[]): void {
  if (wires.length === 0) return;
  const inputs = new Construct(scope, 'inputs');
  for (const wire of wires) {
    const name = inputNameOf(wire);
    const variable = new TerraformVariable(inputs, name, {
      type: isList(wire) ? 'list(string)' : 'string',
      description: `Output ${wire.output} of stack "${wire.from}".`,
      nullable: false,
      default: isList(wire) ? [] : '',
      ...(isSecret(wire) && { sensitive: true }),
    });
    variable.overrideLogicalId(name);
  }
  const given = new TerraformOutput(inputs, givenOutput, {
    description: 'Outputs of other stacks, as passed to this one.',
    value: Object.fromEntries(
      wires
        .filter((wire) => !isSecret(wire))
        .map((wire) => [inputNameOf(wire), `\${var.${inputNameOf(wire)}}`]),
    ),
  });
  given.overrideLogicalId(givenOutput);
  // A confirmed value is compared where it is used.
  const awaited = wires.filter(({ kind }) => kind === 'assigned');
  const providers = [...new Set(awaited.map(({ from }) => from))];
  if (providers.length === 0) return;
  given.addOverride(
    'precondition',
    providers.map((from) =>
      givenBy(
        stack,
        from,
        awaited.filter((wire) => wire.from === from),
      ),
    ),
  );
}

function givenBy(stack: string, from: string, wires: readonly Wire[]) {
  const given = wires.map((wire) => {
    const isGiven = `length(var.${inputNameOf(wire)}) > 0`;
    return `${inputNameOf(wire)} = ${isSecret(wire) ? `nonsensitive(${isGiven})` : isGiven}`;
  });
  const missing = `[for name, is_given in { ${given.join(', ')} } : name if !is_given]`;
  return {
    condition: `\${length(${missing}) == 0}`,
    error_message:
      `stack "${stack}" has no value for \${join(", ", ${missing})}; ` +
      `apply "${from}" first, and pass its outputs as variables of these names`,
  };
}
