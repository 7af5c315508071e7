import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import {
  Aspects,
  TerraformElement,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  TerraformVariable,
  type IAspect,
} from 'cdktf';
import { Construct, type IConstruct, type Node } from 'constructs';
import { providers, stacksOutput, type Stack } from '../core/planner';
import { at, isParameterRef, type Credentials, type Parameter, type Topology } from '../core/topology';
import { nothingMade, once } from './made';
import type { Site } from './site';
import { stateBackendIn } from './state';
import { quoted, terraformTexts } from './text';
import { Wiring } from './wiring';

/** Oldest Terraform that locks S3 states by file. */
const TERRAFORM_VERSION = '>= 1.10';

/** What a content of the plan becomes: the first part of the addresses of all that is in it. */
class Part extends Construct {}

/**
 * One root module. Addresses in its state are ours and stay: `<type>.<content>` for the one resource of its type in
 * a content, `<type>.<content>_<what>` for others, where a content is named by its kind and keys, such as
 * `aws_acm_certificate.certificate_yelb-ui` or `aws_subnet.network_private-1`.
 */
export class MeshStack extends TerraformStack {
  readonly site: Site;
  readonly spec: Stack;
  readonly wiring: Wiring;
  readonly made = nothingMade();
  private readonly parts = new Map<string, Construct>();
  private readonly addresses = new Set<string>();
  private readonly moves: { readonly from: string; readonly to: string }[] = [];

  constructor(scope: Construct, site: Site, spec: Stack) {
    super(scope, spec.name);
    this.site = site;
    this.spec = spec;
    this.addOverride('terraform.required_version', TERRAFORM_VERSION);
    this.addOverride('terraform.required_providers.aws', providers.aws);
    stateBackendIn(this, site.literal.state, spec.stateName);
    const provider = this.addProviders();
    Aspects.of(this).add(new Defaults(provider, site.topology.tags, !this.isMember));
    this.wiring = new Wiring(this, site.topology, site.plan, spec);
  }

  /** Whether the stack's account uses a mesh of another. */
  get isMember(): boolean {
    return this.spec.account !== this.site.topology.owner;
  }

  /** The scope of a content's resources. */
  part(name: string): Construct {
    return once(this.parts, name, () => new Part(this, name));
  }

  /** Tells Terraform that a resource has a new address, so that it is kept, or at least goes before the new one. */
  moved(from: string, to: string): void {
    this.moves.push({ from, to });
    this.addOverride('moved', this.moves);
  }

  /** Outputs and variables, once everything else is there. */
  finish(): void {
    const outputs = new Construct(this, 'outputs');
    this.wiring.writeOutputs(outputs);
    if (this.spec.kind === 'shared') this.tellStacks(outputs);
    this.addVariables();
  }

  /** Every stack with its state's name, for whoever deploys next: to find what left the topology. */
  private tellStacks(scope: Construct): void {
    const stacks = this.site.plan.stacks.map(({ name, stateName }) => [name, stateName]);
    const output = new TerraformOutput(scope, stacksOutput, { value: Object.fromEntries(stacks) });
    output.overrideLogicalId(stacksOutput);
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = element instanceof TerraformElement ? element.node : element;
    const [first, ...rest] = node.scopes.slice(node.scopes.indexOf(this) + 1);
    const type = element instanceof TerraformResource ? element.terraformResourceType : undefined;
    // What is not a part of ours, such as a construct that a user adds, is named by its whole path.
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

  /**
   * The account's provider, under the account's key; and one without an alias, so that a block which names none
   * signs in as the same role or not at all, never as whoever runs Terraform.
   */
  private addProviders(): AwsProvider {
    const { account, credentials } = this.spec;
    const settings = {
      region: this.site.topology.region,
      allowedAccountIds: [at(this.site.topology.accounts, account).id],
      ...signInOf(credentials),
    };
    const scope = new Construct(this, 'providers');
    new AwsProvider(scope, 'guard', settings);
    return new AwsProvider(scope, account, { ...settings, alias: account });
  }

  /** Variables for the open parameters that this stack uses, and no others: each root module stands alone. */
  private addVariables(): void {
    const open = this.site.literal.parameters.filter(({ value }) => isParameterRef(value));
    if (open.length === 0) return;
    const text = JSON.stringify([this.toTerraform(), this.site.topology.tags]);
    const scope = new Construct(this, 'variables');
    for (const parameter of open) {
      if (this.wiring.takes(parameter.key)) throw new Error(takenNameOf(this.spec.name, parameter.key));
      if (new RegExp(`\\bvar\\.${parameter.key}\\b`).test(text)) addVariable(scope, parameter);
    }
  }
}

function signInOf(credentials: Credentials) {
  switch (credentials.kind) {
    case 'role': {
      const { arn, externalId } = credentials;
      return { assumeRole: [{ roleArn: arn, ...(externalId === undefined ? {} : { externalId }) }] };
    }
    case 'profile':
      return { profile: credentials.profile };
    case 'ambient':
      return {};
  }
}

const takenNameOf = (stack: string, name: string): string =>
  `stack "${stack}" takes a value from another stack as variable "${name}", which is a parameter, too; rename the parameter`;

const TYPES = { string: 'string', number: 'number', boolean: 'bool' } as const;

/** An open parameter has no default: with one it would have a value. */
function addVariable(scope: Construct, { key, type, description, pattern }: Parameter): void {
  const variable = new TerraformVariable(scope, key, {
    type: TYPES[type],
    nullable: false,
    ...(description === undefined ? {} : { description }),
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

/** Gives every AWS resource and data source of a stack its provider, and its tags where it may have any. */
class Defaults implements IAspect {
  private readonly provider: AwsProvider;
  private readonly tags: Readonly<Record<string, string>>;
  private readonly tagsMesh: boolean;

  constructor(provider: AwsProvider, tags: Topology['tags'], tagsMesh: boolean) {
    this.provider = provider;
    this.tags = tags;
    this.tagsMesh = tagsMesh;
  }

  visit(construct: IConstruct): void {
    if (!isAws(construct)) return;
    construct.provider ??= this.provider;
    // Only its owner may tag what is in a shared mesh (App Mesh user guide, "Working with shared meshes").
    const mayTag = this.tagsMesh || !construct.terraformResourceType.startsWith('aws_appmesh_');
    if (mayTag && isTaggable(construct) && Object.keys(this.tags).length > 0) {
      construct.tags = { ...this.tags, ...construct.tagsInput };
    }
  }
}

type AwsBlock = IConstruct & { readonly terraformResourceType: string; provider?: AwsProvider };

const isAws = (construct: IConstruct): construct is AwsBlock =>
  'terraformResourceType' in construct &&
  typeof construct.terraformResourceType === 'string' &&
  construct.terraformResourceType.startsWith('aws_');

interface Taggable {
  tags: Record<string, string>;
  readonly tagsInput?: Readonly<Record<string, string>>;
}

const isTaggable = <T extends IConstruct>(construct: T): construct is T & Taggable =>
  'tagsInput' in construct;
