import type { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Aspects, type IAspect } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { providers, type Stack } from '../core/planner';
import type { Tags } from '../core/topology';
import { awsProviders } from './aws-providers';
import { nothingBuilt } from './built';
import { partTagsOf, RootModule } from './root-module';
import type { Site } from './site';

/** A stack of an AWS account: all its resources use that account's provider and have the mesh's tags. */
export class MeshStack extends RootModule {
  readonly built = nothingBuilt();

  /**
   * @param ownerTagged prefixes of the resource types that only the account of the mesh's owner may tag
   */
  constructor(scope: Construct, site: Site, spec: Stack, ownerTagged: readonly string[]) {
    super(scope, site, spec);
    this.addOverride('terraform.required_providers.aws', providers.aws);
    const untagged = this.isMember ? ownerTagged : [];
    Aspects.of(this).add(new Defaults(awsProviders(this), this.tags, untagged));
  }

  /** Whether the stack's account uses another account's mesh. */
  get isMember(): boolean {
    return this.spec.account !== this.site.topology.owner;
  }
}

/** Gives every AWS resource and data source of a stack its provider, and its tags where it may have any. */
class Defaults implements IAspect {
  private readonly provider: AwsProvider;
  private readonly tags: Tags;
  private readonly untagged: readonly string[];

  constructor(provider: AwsProvider, tags: Tags, untagged: readonly string[]) {
    this.provider = provider;
    this.tags = tags;
    this.untagged = untagged;
  }

  visit(construct: IConstruct): void {
    if (!isAws(construct)) return;
    construct.provider ??= this.provider;
    const mayTag = !this.untagged.some((start) => construct.terraformResourceType.startsWith(start));
    if (!mayTag || !isTaggable(construct)) return;
    const tags = { ...this.tags, ...partTagsOf(construct) };
    if (Object.keys(tags).length > 0) construct.tags = { ...tags, ...construct.tagsInput };
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
