import { globalArnIn } from '../arn';
import type { Call } from '../call';
import { targetAnswer, textField, type Fields } from '../json-protocol';
import { operationOf } from '../operation';
import { parametersOf } from '../query-protocol';
import { isMember } from '../ram/reach';
import { ramPart } from '../ram/state';
import { refusal } from '../rules';
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

/** An account as the organization's lists have it. */
function accountView(world: World, call: Call, account: string): Fields {
  const { id = '', managementAccount = '' } = world.organization ?? {};
  return {
    Id: account,
    Arn: globalArnIn(call.region, 'organizations', managementAccount, `account/${id}/${account}`),
    Email: `${account}@example.com`,
    Name: account,
    Status: 'ACTIVE',
    JoinedMethod: 'CREATED',
    JoinedTimestamp: 0,
  };
}

/** The accounts of the organization that RAM shares within can look at it. */
export const organizationsOfRam: Correction = {
  service: 'organizations',
  operations: ['DescribeOrganization', 'ListAccounts', 'DescribeAccount'],
  reason:
    'AWS shows the organization to its accounts, and the list of accounts to the management account; moto has an organization of its own, or none',
  moto: '5.2.5',
  seen: 'data aws_organizations_organization fails (AWSOrganizationsNotInUseException) where RAM shares within it',
  async answer(call, forward, world) {
    const { organization } = world;
    const { account } = call.caller;
    if (organization === undefined || !isMember(world, account)) return await forward(call);
    const { id, managementAccount, accounts } = organization;
    return await targetAnswer(call, (asked) => {
      const operation = operationOf(call);
      if (operation === 'DescribeOrganization') {
        const arn = (resource: string): string =>
          globalArnIn(call.region, 'organizations', managementAccount, resource);
        const Organization = {
          Id: id,
          Arn: arn(`organization/${id}`),
          FeatureSet: 'ALL',
          MasterAccountArn: arn(`account/${id}/${managementAccount}`),
          MasterAccountEmail: `${managementAccount}@example.com`,
          MasterAccountId: managementAccount,
          AvailablePolicyTypes: [],
        };
        return { Organization };
      }
      if (account !== managementAccount) throw refusal('organizations/management-account', operation);
      if (operation === 'ListAccounts') {
        const all = new Set([managementAccount, ...accounts]);
        return { Accounts: [...all].map((one) => accountView(world, call, one)) };
      }
      const wanted = textField(asked, 'AccountId') ?? '';
      if (!isMember(world, wanted)) throw refusal('organizations/account-found', wanted);
      return { Account: accountView(world, call, wanted) };
    });
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
