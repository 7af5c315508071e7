import { refusal } from '../rules';
import { record, text } from '../shape';
import { demandOwnTags } from './access';
import { tagKeys, tagList, tagsLimit } from './model';
import type { Request } from './request';
import { resourceOfArn, type Resource, type Tag } from './state';
import { demandModel, queriedPage } from './validate';

/** No resource has more. */
const mostTags = 50;

/** The tags of a request that creates: the later of two with one key counts. */
export function tagsFrom(written: unknown): readonly Tag[] {
  return merged([], (written ?? []) as readonly Tag[]);
}

/** ListTagsForResource. */
export function listTags(request: Request): unknown {
  const { items, ...more } = queriedPage(reached(request).tags, request.query, tagsLimit, mostTags);
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
  const all = new Map([...before, ...added].map(({ key, value }) => [key, value]));
  if (all.size > mostTags) throw refusal('app-mesh/too-many-tags', `${all.size} tags`);
  return [...all].map(([key, value]) => ({ key, value }));
}
