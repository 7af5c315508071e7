import { targetAnswer, textField } from '../json-protocol';
import { operationOf } from '../operation';
import { parametersOf } from '../query-protocol';
import { ramPart } from '../ram/state';
import type { World } from '../world';
import { queryCall, type Correction } from './correction';
import { iamServiceLinkedRole } from './iam-service-linked-role';

const principal = 'ram.amazonaws.com';
const role = 'AWSServiceRoleForResourceAccessManager';

/** Whether the asking account's organization lets RAM share within it. */
const isEnabled = (world: World, account: string): boolean =>
  world.organization?.managementAccount === account && world.part(ramPart).organizationSharing;

/** Where sharing within the organization is enabled, RAM's service-linked role is there. */
export const iamSharingRole: Correction = {
  service: 'iam',
  operations: ['GetRole'],
  reason: `AWS makes ${role} when RAM is let into the organization; moto knows nothing of ours`,
  moto: '5.2.5',
  seen: "create of aws_ram_sharing_with_organization: couldn't find the role",
  async answer(call, forward, world) {
    const answer = await forward(call);
    const asked = parametersOf(call).get('RoleName');
    if (answer.status < 400 || asked !== role || !isEnabled(world, call.caller.account)) return answer;
    const create = { Action: 'CreateServiceLinkedRole', Version: '2010-05-08', AWSServiceName: principal };
    await iamServiceLinkedRole.answer(queryCall(call, 'iam', create), forward, world);
    return await forward(call);
  },
};

/** The organization is that of the local AWS, not one that moto was told of. */
export const organizationsTrustedAccess: Correction = {
  service: 'organizations',
  operations: ['ListAWSServiceAccessForOrganization', 'DisableAWSServiceAccess'],
  reason:
    'AWS lists RAM among the services that are let into the organization once sharing within it is enabled; moto has an organization of its own',
  moto: '5.2.5',
  seen: 'create and destroy of aws_ram_sharing_with_organization',
  async answer(call, forward, world) {
    if (world.organization?.managementAccount !== call.caller.account) return await forward(call);
    return await targetAnswer(call, (asked) => {
      const sharing = world.part(ramPart);
      if (operationOf(call) === 'DisableAWSServiceAccess') {
        if (textField(asked, 'ServicePrincipal') === principal) sharing.organizationSharing = false;
        return {};
      }
      const enabled = { ServicePrincipal: principal, DateEnabled: world.now() };
      return { EnabledServicePrincipals: sharing.organizationSharing ? [enabled] : [] };
    });
  },
};
