import { listField, textField, type Fields } from '../json-protocol';
import { refusal } from '../rules';

/** The tags in a request, by key. A later one of the same key wins. */
export function tagsOf(asked: Fields): Readonly<Record<string, string>> {
  return Object.fromEntries(
    listField(asked, 'Tags').map((tag) => {
      const key = textField(tag as Fields, 'Key');
      if (key === undefined || key === '') throw refusal('acm-pca/tag', JSON.stringify(tag));
      return [key, textField(tag as Fields, 'Value') ?? ''];
    }),
  );
}

export function tagList(tags: Readonly<Record<string, string>>): readonly Fields[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
