import {
  TerraformElement,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  TerraformVariable,
} from 'cdktf';
import { Construct, type IConstruct, type Node } from 'constructs';
import { fieldOf, recordOf } from '../core/base/json';
import { defined } from '../core/base/properties';
import { stacksOutput, type Stack } from '../core/planner';
import { at, isParameterRef, type Parameter, type Tags } from '../core/topology';
import { once } from './built';
import type { Site } from './site';
import { stateBackendIn } from './state';
import { quoted, terraformTexts } from './text';
import { Wiring } from './wiring';

/** Oldest Terraform that locks S3 states by file. */
const TERRAFORM_VERSION = '>= 1.10';

/** The scope of a content of the plan: the first part of the addresses of all its resources. */
class Part extends Construct {
  /** Tags of all resources in it that support tags. */
  tags: Tags = {};
}

/** The tags of the part that a construct is in. */
export const partTagsOf = (construct: IConstruct): Tags =>
  construct.node.scopes.find((scope) => scope instanceof Part)?.tags ?? {};

/**
 * One root module of Terraform, whatever its providers: state, values of other stacks, outputs, variables. Addresses in
 * its state are chosen here and never change: `<type>.<content>` for the one resource of its type in a content,
 * `<type>.<content>_<what>` for others, where a content is named by its kind and keys, such as
 * `aws_acm_certificate.certificate_yelb-ui` or `aws_subnet.network_private-1`.
 */
export class RootModule extends TerraformStack {
  readonly site: Site;
  readonly spec: Stack;
  readonly wiring: Wiring;
  private readonly contents: ReadonlySet<string>;
  private readonly parts = new Map<string, Part>();
  private readonly addresses = new Set<string>();
  private readonly moves: { readonly from: string; readonly to: string }[] = [];

  constructor(scope: Construct, site: Site, spec: Stack) {
    super(scope, spec.name);
    this.site = site;
    this.spec = spec;
    this.contents = new Set(spec.contents.map(({ id }) => id));
    this.addOverride('terraform.required_version', TERRAFORM_VERSION);
    stateBackendIn(this, site.literal.state, spec.stateName);
    this.wiring = new Wiring(this, site, spec);
  }

  /** Whether the plan puts the content of that id into this stack. */
  holds(content: string): boolean {
    return this.contents.has(content);
  }

  /** The scope of a content's resources, with the tags of the thing it belongs to. */
  part(name: string, tags: Tags = {}): Construct {
    const part = once(this.parts, name, () => new Part(this, name));
    part.tags = { ...part.tags, ...tags };
    return part;
  }

  /** Tags of all resources in the stack that support tags: the topology's, then those of the account. */
  get tags(): Tags {
    const { topology } = this.site;
    return { ...topology.tags, ...at(topology.accounts, this.spec.account).tags };
  }

  /** Tells Terraform that a resource has a new address, so that it is kept, or at least removed before the new one is created. */
  moved(from: string, to: string): void {
    this.moves.push({ from, to });
    this.addOverride('moved', this.moves);
  }

  /** Adds outputs and variables, once everything else exists. */
  finish(): void {
    const outputs = new Construct(this, 'outputs');
    this.wiring.writeOutputs(outputs);
    if (this.spec.name === this.site.plan.stacks[0]?.name) this.listStacks(outputs);
    this.addVariables();
  }

  /** Every stack with its state's name, for the next deployment: it finds what was removed from the topology. */
  private listStacks(scope: Construct): void {
    const stacks = this.site.plan.stacks.map(({ name, stateName }) => [name, stateName]);
    const output = new TerraformOutput(scope, stacksOutput, { value: Object.fromEntries(stacks) });
    output.overrideLogicalId(stacksOutput);
  }

  /** Also records the mesh of the stack, for the next synth into the same folder. Terraform does not read it. */
  override toTerraform(): object {
    const written: unknown = super.toTerraform();
    const { mesh, environment } = this.site.topology;
    const meshspan = defined({ mesh: mesh.name, environment });
    return { ...recordOf(written), '//': { ...recordOf(fieldOf(written, '//')), meshspan } };
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = element instanceof TerraformElement ? element.node : element;
    const [first, ...rest] = node.scopes.slice(node.scopes.indexOf(this) + 1);
    const type = element instanceof TerraformResource ? element.terraformResourceType : undefined;
    // Anything else, such as a construct that a user adds, is named by its complete path.
    const inside = first instanceof Part ? rest.slice(-1) : rest;
    const ids = [first, ...inside].flatMap((construct) => construct?.node.id ?? []);
    const name = (ids.at(-1) === type ? ids.slice(0, -1) : ids).join('_');
    if (type !== undefined && this.addresses.has(`${type}.${name}`)) {
      throw new Error(
        `stack "${this.spec.name}" has two resources "${type}.${name}"; rename one of their constructs`,
      );
    }
    this.addresses.add(`${type}.${name}`);
    return name;
  }

  /** Variables for the open parameters that this stack uses, and no others: each root module is complete by itself. */
  private addVariables(): void {
    const open = this.site.literal.parameters.filter(({ value }) => isParameterRef(value));
    if (open.length === 0) return;
    const text = JSON.stringify([
      this.toTerraform(),
      this.tags,
      [...this.parts.values()].map(({ tags }) => tags),
    ]);
    const scope = new Construct(this, 'variables');
    for (const parameter of open) {
      if (this.wiring.takes(parameter.key)) throw new Error(takenNameOf(this.spec.name, parameter.key));
      if (new RegExp(`\\bvar\\.${parameter.key}\\b`).test(text)) addVariable(scope, parameter);
    }
  }
}

const takenNameOf = (stack: string, name: string): string =>
  `stack "${stack}" takes a value from another stack as variable "${name}", which is also a parameter; rename the parameter`;

const TYPES = { string: 'string', number: 'number', boolean: 'bool' } as const;

/** An open parameter has no default: with one it would have a value. */
function addVariable(scope: Construct, { key, type, description, pattern }: Parameter): void {
  const variable = new TerraformVariable(scope, key, {
    type: TYPES[type],
    nullable: false,
    ...defined({ description }),
    ...(pattern === undefined
      ? {}
      : {
          validation: [
            {
              condition: `\${can(regex(${quoted(terraformTexts(`^(?:${pattern})$`))}, var.${key}))}`,
              errorMessage: terraformTexts(`parameter "${key}" must match ${pattern}`),
            },
          ],
        }),
  });
  variable.overrideLogicalId(key);
}
