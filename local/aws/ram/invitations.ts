import { refusal, type RuleId } from '../rules';
import { typeOfArn } from './catalog';
import { among, answered, demandArn, paged, type Request } from './request';
import { ramPart, type Association, type Invitation } from './state';
import { invitationView, resourceView, sharedResources } from './views';

/** GetResourceShareInvitations: those that were sent to the account. */
export function getInvitations(request: Request): unknown {
  const { world } = request;
  const named = request.texts('resourceShareInvitationArns');
  const received = receivedInvitations(request);
  for (const arn of named) {
    demandArn(arn);
    if (!received.some((one) => one.arn === arn)) throw refusal('ram/unknown-invitation', arn);
  }
  const shares = request.texts('resourceShareArns');
  const found = received.filter(({ arn, share }) => among(named, arn) && among(shares, share));
  return paged(
    request,
    'resourceShareInvitations',
    found.map((one) => invitationView(world, one)),
  );
}

/** AcceptResourceShareInvitation. */
export function acceptInvitation(request: Request): unknown {
  return settled(request, 'ACCEPTED', 'ASSOCIATED');
}

/** RejectResourceShareInvitation. The new status of the association is assumed. */
export function rejectInvitation(request: Request): unknown {
  return settled(request, 'REJECTED', 'FAILED');
}

/** ListPendingInvitationResources: what an account would get. */
export function pendingResources(request: Request): unknown {
  const { world } = request;
  const invitation = pendingInvitation(request);
  const share = world.part(ramPart).shares.find(({ arn }) => arn === invitation.share);
  const resources = share === undefined ? [] : sharedResources(world, share);
  return paged(
    request,
    'resources',
    resources.map((one) => resourceView(one, typeOfArn(one.entity) ?? '')),
  );
}

/** Why an invitation can no longer be answered. */
const settledRules: Readonly<Record<Exclude<Invitation['status'], 'PENDING'>, RuleId>> = {
  ACCEPTED: 'ram/already-accepted',
  REJECTED: 'ram/already-rejected',
  EXPIRED: 'ram/expired',
};

function settled(
  request: Request,
  status: Invitation['status'],
  association: Association['status'],
): unknown {
  const { world } = request;
  const invitation = pendingInvitation(request);
  invitation.status = status;
  for (const one of world.part(ramPart).associations) {
    const its = one.share === invitation.share && one.entity === (invitation.entity ?? invitation.receiver);
    if (its && one.status === 'ASSOCIATING')
      Object.assign(one, { status: association, updatedAt: world.now() });
  }
  return answered(request, { resourceShareInvitation: invitationView(world, invitation) });
}

function pendingInvitation(request: Request): Invitation {
  const arn = request.required('resourceShareInvitationArn');
  demandArn(arn);
  const invitation = receivedInvitations(request).find((one) => one.arn === arn);
  if (invitation === undefined) throw refusal('ram/unknown-invitation', arn);
  if (invitation.status !== 'PENDING') throw refusal(settledRules[invitation.status], arn);
  return invitation;
}

function receivedInvitations({ world, region, account }: Request): readonly Invitation[] {
  return world
    .part(ramPart)
    .invitations.filter(({ receiver, arn }) => receiver === account && arn.split(':')[3] === region);
}
