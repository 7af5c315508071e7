import { refusal } from '../rules';
import { record, text } from '../shape';
import { mostTags, tagList, withTags, type Tag } from '../tag';
import { demandOwnTags } from './access';
import { tagKeys, tagsLimit } from './model';
import type { Request } from './request';
import { resourceOfArn, type Resource } from './state';
import { demandModel, queriedPage } from './validate';

/** The tags of a create request: of two with the same key, the later one counts. */
export function tagsFrom(written: unknown): readonly Tag[] {
  return merged([], (written ?? []) as readonly Tag[]);
}

/** ListTagsForResource. */
export function listTags(request: Request): unknown {
  const { metadata, tags } = reached(request);
  const question = `tags ${metadata.arn} ${request.account}`;
  const { items, ...more } = queriedPage(tags, request.query, tagsLimit, mostTags, question);
  return { tags: items, ...more };
}

/** TagResource. */
export function tagResource(request: Request): unknown {
  demandModel(record({ tags: tagList }), request.body, '');
  const resource = reached(request);
  resource.tags = merged(resource.tags, request.body['tags'] as readonly Tag[]);
  return {};
}

/** UntagResource. */
export function untagResource(request: Request): unknown {
  demandModel(record({ tagKeys }), request.body, '');
  const resource = reached(request);
  const gone = new Set(request.body['tagKeys'] as readonly string[]);
  resource.tags = resource.tags.filter(({ key }) => !gone.has(key));
  return {};
}

function reached({ world, region, account, query }: Request): Resource {
  const arn = query.get('resourceArn');
  demandModel(text(), arn ?? undefined, 'resourceArn');
  const resource = resourceOfArn(world, region, arn ?? '');
  if (resource === undefined) throw refusal('app-mesh/not-found', arn ?? '');
  demandOwnTags(account, resource);
  return resource;
}

function merged(before: readonly Tag[], added: readonly Tag[]): readonly Tag[] {
  const reserved = added.find(({ key }) => key.toLowerCase().startsWith('aws:'));
  if (reserved !== undefined) throw refusal('app-mesh/reserved-tag', `tag "${reserved.key}"`);
  const all = withTags(before, added);
  if (all.length > mostTags) throw refusal('app-mesh/too-many-tags', `${all.length} tags`);
  return all;
}
