/** Id of a content: `<account>/<kind>`, then the keys that distinguish it from others of its kind there. */
export const contentId = (account: string, kind: string, ...keys: readonly string[]): string =>
  [account, kind, ...keys].join('/');

/** The namespace of an account, with its private zone. */
export const namespaceContentId = (account: string): string => contentId(account, 'namespace');

/** The share that the owner has for a member. */
export const shareId = (owner: string, member: string): string => contentId(owner, 'share', member);

/** A member's acceptance of its share; a member of the owner's organization has none. */
export const acceptanceId = (member: string): string => contentId(member, 'share-acceptance');

export const authorityId = (owner: string, authority: string): string =>
  contentId(owner, 'authority', authority);
