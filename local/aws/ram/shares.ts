import { refusal } from '../rules';
import { reaches } from './reach';
import { demandArn, type Request } from './request';
import { ramPart, type Share } from './state';

/** The shares of the region that the account owns, including deleted ones. */
export function ownShares({ world, region, account }: Request): readonly Share[] {
  return world.part(ramPart).shares.filter((share) => share.region === region && share.owner === account);
}

/** The shares of the region that the account has from others. */
export function receivedShares({ world, region, account }: Request): readonly Share[] {
  return world
    .part(ramPart)
    .shares.filter((share) => share.region === region && reaches(world, share, account));
}

/** The shares of one side, `SELF` or `OTHER-ACCOUNTS`; all named ones must exist. */
export function sharesOfSide(request: Request, named: readonly string[]): readonly Share[] {
  const side = request.text('resourceOwner') === 'SELF' ? ownShares(request) : receivedShares(request);
  return picked(side, named);
}

/** The named shares; all where none is named. */
export function picked(shares: readonly Share[], named: readonly string[]): readonly Share[] {
  for (const arn of named) {
    demandArn(arn);
    if (!shares.some((share) => share.arn === arn)) throw refusal('ram/unknown-share', arn);
  }
  return named.length === 0 ? shares : shares.filter(({ arn }) => named.includes(arn));
}

/** A share that is visible to the account, its own or another account's. */
export function visibleShare(request: Request, arn: string): Share {
  const [share] = picked([...ownShares(request), ...receivedShares(request)], [arn]);
  if (share === undefined) throw refusal('ram/unknown-share', arn);
  return share;
}

/** A share to be changed. */
export function changeableShare(request: Request, arn: string): Share {
  const share = visibleShare(request, arn);
  if (share.owner !== request.account) throw refusal('ram/owner-only', arn);
  if (share.status === 'DELETED') throw refusal('ram/share-deleted', arn);
  return share;
}
