import { refusal } from '../rules';
import { mostTags, withTags, type Tag } from '../tag';
import { ownPermission } from './permission';
import type { Request } from './request';
import { changeableShare } from './shares';

/** TagResource: of a share, or of a permission that the account created. */
export function tagResource(request: Request): unknown {
  const tagged = taggedIn(request);
  tagged.tags = merged(tagged.tags, tagsIn(request.input));
  return {};
}

/** UntagResource. */
export function untagResource(request: Request): unknown {
  const tagged = taggedIn(request);
  const gone = request.texts('tagKeys');
  tagged.tags = tagged.tags.filter(({ key }) => !gone.includes(key));
  return {};
}

/** The tags of a request. */
export function tagsIn(input: Readonly<Record<string, unknown>>): readonly Tag[] {
  return (input['tags'] ?? []) as readonly Tag[];
}

/** Tags with others added: a key that was there gets its new value. */
export function merged(before: readonly Tag[], added: readonly Tag[]): readonly Tag[] {
  const all = withTags(before, added);
  if (all.length > mostTags) throw refusal('ram/too-many-tags', `${all.length} tags`);
  return all;
}

function taggedIn(request: Request): { tags: readonly Tag[] } {
  const named = ['resourceShareArn', 'resourceArn'].map(request.text);
  const [arn, ...more] = named.filter((one) => one !== undefined);
  if (arn === undefined || more.length > 0) throw refusal('ram/tag-target', `${more.length + 1} ARNs`);
  return arn.includes(':permission/') ? ownPermission(request, arn) : changeableShare(request, arn);
}
