import { listField, textField, type Fields } from '../json-protocol';
import { refusal } from '../rules';

/** The most tags of an authority or certificate. */
const mostTags = 50;

/** The tags in a request, by key. Of two with the same key, the later one counts. */
export function tagsOf(asked: Fields): Readonly<Record<string, string>> {
  return Object.fromEntries(
    listField(asked, 'Tags').map((tag) => {
      const key = textField(tag as Fields, 'Key');
      if (key === undefined || key === '' || key.startsWith('aws:'))
        throw refusal('acm-pca/tag', JSON.stringify(tag));
      return [key, textField(tag as Fields, 'Value') ?? ''];
    }),
  );
}

export function tagList(tags: Readonly<Record<string, string>>): readonly Fields[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Tags with others added: a key that was there gets its new value. */
export function taggedMore(
  before: Readonly<Record<string, string>>,
  added: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const all = { ...before, ...added };
  const count = Object.keys(all).length;
  if (count > mostTags) throw refusal('acm-pca/too-many-tags', `${count} tags`);
  return all;
}

/** Tags without those of a request: a tag with another value than the request names stays. */
export function untagged(
  before: Readonly<Record<string, string>>,
  asked: Fields,
): Readonly<Record<string, string>> {
  const gone = listField(asked, 'Tags') as readonly Fields[];
  return Object.fromEntries(
    Object.entries(before).filter(
      ([key, value]) =>
        !gone.some((tag) => tag['Key'] === key && (textField(tag, 'Value') ?? value) === value),
    ),
  );
}
