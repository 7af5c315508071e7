import { associationsOf } from './reach';
import { paged, type Request } from './request';
import { ownShares, picked } from './shares';

/** The types of sources; no document that we know has AWS's names for them. */
const sourceTypes: readonly (readonly [string, RegExp])[] = [
  ['ACCOUNT', /^\d{12}$/],
  ['ARN', /^arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:\w*:.+$/],
  ['ORGANIZATION_ID', /^o-[a-z0-9]{10,32}$/],
  ['ORGANIZATION_PATH', /^o-[a-z0-9]{10,32}\/.+$/],
];

/** The type of a source; undefined where it is not a source. */
export function sourceTypeOf(source: string): string | undefined {
  return sourceTypes.find(([, form]) => form.test(source))?.[0];
}

/** ListSourceAssociations: the sources from which services may use the account's own shares. */
export function listSources(request: Request): unknown {
  const [id, kind, status] = ['sourceId', 'sourceType', 'associationStatus'].map(request.text);
  const found = picked(ownShares(request), request.texts('resourceShareArns'))
    .flatMap((share) => associationsOf(request.world, share))
    .filter(({ type }) => type === 'SOURCE')
    .map((one) => ({
      resourceShareArn: one.share,
      sourceId: one.entity,
      sourceType: sourceTypeOf(one.entity),
      status: one.status,
      creationTime: one.createdAt,
      lastUpdatedTime: one.updatedAt,
    }))
    .filter(
      (one) =>
        (id ?? one.sourceId) === one.sourceId &&
        (kind ?? one.sourceType) === one.sourceType &&
        (status ?? one.status) === one.status,
    );
  return paged(request, 'sourceAssociations', found);
}
