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

/** Whether sharing within the calling account's organization is enabled in RAM. */
const isEnabled = (world: World, account: string): boolean =>
  world.organization?.managementAccount === account && world.part(ramPart).organizationSharing;

/** Where sharing within the organization is enabled, RAM's service-linked role exists. */
export const iamSharingRole: Correction = {
  service: 'iam',
  operations: ['GetRole'],
  reason: `AWS creates ${role} when sharing within the organization is enabled; moto does not know the organization of the local AWS`,
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

/** An account as in the organization's lists. */
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

/** The accounts of an organization with sharing enabled can read it. */
export const organizationsOfRam: Correction = {
  service: 'organizations',
  operations: ['DescribeOrganization', 'ListAccounts', 'DescribeAccount'],
  reason:
    'in AWS the accounts of the organization can read it, and the management account can list its accounts; moto has a different organization, or none',
  moto: '5.2.5',
  seen: 'data aws_organizations_organization fails (AWSOrganizationsNotInUseException) where sharing within it is enabled',
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

/** The organization is that of the local AWS, not one that was created in moto. */
export const organizationsTrustedAccess: Correction = {
  service: 'organizations',
  operations: ['ListAWSServiceAccessForOrganization', 'DisableAWSServiceAccess'],
  reason:
    'AWS lists RAM among the trusted services of the organization once sharing within it is enabled; moto has a different organization',
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
