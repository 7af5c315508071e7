import { defined } from '../../../core/base/properties';
import type { Call } from '../call';
import { objectField, textField, type Fields } from '../json-protocol';
import { pageOf } from '../paging';
import { refusal } from '../rules';
import { madeOnce } from '../tokens';
import type { World } from '../world';
import { newAuthority } from './authorities';
import { authoritiesPart } from './authority';
import { demandBucket } from './crl';
import { described } from './described';

/** The API's: "Idempotency tokens … time out after five minutes." */
export const tokenSeconds = 300;

/** Creates an authority and returns its ARN. */
export async function createCertificateAuthority(world: World, asked: Fields, call: Call): Promise<Fields> {
  const CertificateAuthorityArn = await madeOnce(
    world,
    {
      operation: 'acm-pca:CreateCertificateAuthority',
      seconds: tokenSeconds,
      whose: [call.caller.account, call.region],
      token: textField(asked, 'IdempotencyToken'),
    },
    (arn) => world.part(authoritiesPart)[arn] !== undefined,
    async () => {
      demandBucket(world, objectField(asked, 'RevocationConfiguration'));
      const made = await newAuthority(call, asked, world.now());
      world.part(authoritiesPart)[made.arn] = made;
      return made.arn;
    },
  );
  return { CertificateAuthorityArn };
}

/** The caller's own authorities, or those that others share with it. */
export function listCertificateAuthorities(world: World, asked: Fields, { caller, region }: Call): Fields {
  const { account } = caller;
  const isOwn = textField(asked, 'ResourceOwner') !== 'OTHER_ACCOUNTS';
  const found = Object.values(world.part(authoritiesPart)).filter(
    (authority) =>
      authority.region === region &&
      (isOwn
        ? authority.account === account
        : authority.account !== account && world.sharedWith(authority.arn, account)),
  );
  const { items, ...more } = paged(asked, found, [account, region, String(isOwn)]);
  return { CertificateAuthorities: items.map(described), ...more };
}

/** A page of a list by `MaxResults` and `NextToken`: never more than 100 items, whatever was requested. */
export function paged<Item>(
  asked: Fields,
  all: readonly Item[],
  question: readonly string[],
): { readonly items: readonly Item[]; readonly NextToken?: string } {
  const token = textField(asked, 'NextToken');
  const most = Math.min(100, Number(asked['MaxResults'] ?? 100));
  const page = pageOf(all, most, token, JSON.stringify(['acm-pca', ...question]));
  if (page === undefined) throw refusal('acm-pca/next-token', `NextToken "${token ?? ''}"`);
  return { items: page.items, ...defined({ NextToken: page.nextToken }) };
}

/** A deleted authority disappears when it can no longer be restored. */
export function forgetDeleted(world: World): void {
  const authorities = world.part(authoritiesPart);
  for (const { arn, status, restorableUntil = Infinity } of Object.values(authorities))
    if (status === 'DELETED' && restorableUntil < world.now()) delete authorities[arn];
}
