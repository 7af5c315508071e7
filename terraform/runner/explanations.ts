import type { Explanation } from './explanation';
import { leaving } from './gateway-in-use';

/** Long or cryptic messages of Terraform and AWS, each as one sentence that says what to do. */
export const explanations: readonly Explanation[] = [
  // First: an API that cannot be reached has not refused a role, although the provider reports it like that.
  {
    says: /dial tcp .*?connection refused|no such host/,
    sentence: (_, { stack }) =>
      `AWS did not answer stack "${stack}"; check the network, and AWS_ENDPOINT_URL where it is set`,
  },
  {
    says: /AWS account ID not allowed: (\d+)/,
    sentence: ([, found], { stack }) =>
      `stack "${stack}" does not belong to account ${found}, which these credentials sign in to; use credentials of its own account`,
  },
  {
    says: /No valid credential sources found|no EC2 IMDS role found|failed to get shared config profile, ([\w.-]+)/i,
    sentence: ([, profile], { stack }) =>
      profile === undefined
        ? `there are no AWS credentials for stack "${stack}"; sign in, or set AWS_PROFILE or keys in the environment`
        : `stack "${stack}" signs in with profile "${profile}", which this machine does not have; add it to the AWS configuration`,
  },
  {
    says: /ExpiredToken|token (?:has|is) expired|SSO session has expired/i,
    sentence: (_, { stack }) => `the AWS credentials for stack "${stack}" have expired; sign in again`,
  },
  {
    says: /Cannot assume IAM Role.*?(arn:[\w-]+:iam::\d+:role\/[\w+=,.@/-]+)|is not authorized to perform: sts:AssumeRole on resource: (\S+)/i,
    sentence: ([, role, other], { stack }) =>
      `these credentials may not assume ${role ?? other}, which stack "${stack}" uses; let the role trust them, or sign in as a principal that it trusts`,
  },
  {
    says: /Error acquiring the state lock.*?Lock Info: +ID: +(\S+).*?Operation: +(?:OperationType)?(\w+).*?Who: +(\S+).*?Created: +(\S+ \S+)/,
    sentence: ([all, id, operation, who, since], { stack, folder }) => {
      const held = `stack "${stack}" is locked: ${who} has been working on it (${operation?.toLowerCase()}) since ${since?.replace(/\.\d+$/, '')} UTC; wait until that finishes`;
      // A lock on a file ends with the process that holds it.
      const isFile = /resource temporarily unavailable/.test(all);
      return isFile
        ? held
        : `${held}, or, where that process is dead, release it: terraform -chdir=${folder} force-unlock ${id}`;
    },
  },
  {
    says: /Error acquiring the state lock/,
    sentence: (_, { stack }) => `the state of stack "${stack}" cannot be locked; Terraform's message follows`,
  },
  {
    says: /Saved plan is stale/,
    sentence: (_, { stack }) => `another run changed stack "${stack}" after it was planned; run again`,
  },
  {
    says: /Unable to find remote state/,
    sentence: (_, { stack }, { address = '' }) => {
      const from = address.split('.').at(-1);
      return `stack "${stack}" reads outputs of stack "${from}", which has no state; deploy "${from}" first, or, if it is deployed, put its state back where it was`;
    },
  },
  {
    says: /(stack ".+?" has no output .+? yet; apply ".+?" first, from the same topology)/,
    quotes: true,
    sentence: ([, sentence = '']) => sentence,
  },
  {
    says: /(".+?" calls ".+?", which stack ".+?" should have created as .+?; [^.]+)/,
    quotes: true,
    sentence: ([, sentence = '']) => sentence,
  },
  {
    says: /Failed to (?:write|save|persist) state.*?(no space left on device|file too large|disk quota exceeded)/i,
    sentence: ([, why], { stack }) =>
      `the state of stack "${stack}" could not be written: ${why}; free some space`,
  },
  {
    says: /Failed to (?:write|save|persist) state|Failed to create local state file/i,
    vague: true,
    sentence: (_, { stack }) =>
      `the state of stack "${stack}" could not be written; Terraform's message follows`,
  },
  {
    says: /Unsupported state file format|unexpected end of JSON input/,
    sentence: (_, { stack }) =>
      `the state of stack "${stack}" is damaged; restore a copy of it (Terraform keeps the previous one beside a local state, as .backup)`,
  },
  {
    says: /Backend configuration changed|Backend initialization required/,
    sentence: (_, { stack, folder }) =>
      `the topology names another place for the state of stack "${stack}"; migrate the state: terraform -chdir=${folder} init -migrate-state`,
  },
  {
    says: /Instance cannot be destroyed.*?Resource (\S+) has lifecycle\.prevent_destroy/,
    sentence: ([, address], { stack }) =>
      `${address} of stack "${stack}" is protected from removal; write removalProtection: false in the topology, and run again`,
  },
  {
    says: /No pending RAM Resource Share .*?invitation found/,
    sentence: (_, { stack }) =>
      `there is no invitation for stack "${stack}" to accept: either its account left the share, and AWS sends no second one (deploy the shared stack as well, which then replaces the share), or this AWS has no such share (compare share of the account with the output share_arn_… of the topology that owns the mesh)`,
  },
  {
    says: /operation error RAM: \w+,.*?OperationNotPermittedException.*?organization/i,
    sentence: (_, { stack }, { address = 'a share' }) =>
      `${address} of stack "${stack}" shares with an account outside of the organization: sharing within it is not enabled (aws ram enable-sharing-with-aws-organization, once, in the management account), or one of the two is not in it; otherwise set principal: invitation`,
  },
  {
    says: /RAM Resource Share.*?invitation: too many results/,
    sentence: (_, { stack, folder }, { address = 'its acceptance' }) =>
      `the account of stack "${stack}" has two invitations to one share, which the provider cannot read: terraform -chdir=${folder} state rm ${address}, then, in the shared stack, apply -replace=aws_ram_resource_share.<its share>, then run again`,
  },
  {
    says: /RouteAlreadyExists/,
    sentence: (_, { stack }, { address }) =>
      `${address ?? 'a route'} of stack "${stack}" conflicts with another route to the same network, which is not in this state; find out whose it is: import it if it belongs to this stack, otherwise give one of the two networks another block`,
  },
  {
    says: /deleting EC2 Transit Gateway .*?IncorrectState/,
    sentence: (_, { stack }) =>
      `the transit gateway of stack "${stack}" cannot be deleted yet: networks of other stacks are attached to it; ${leaving}`,
  },
  {
    says: /(?:InvalidInput|Invalid(?:Vpc|Subnet)ID\.NotFound): .{0,40}?\b((?:vpc|subnet)-\w+)/,
    sentence: ([, id], { stack }) =>
      `AWS does not know ${id} in the account and region of stack "${stack}"; correct the network of the account in the topology, or, for a local AWS, create it there before the deploy ("meshspan local up", then aws ec2 create-vpc and create-subnet)`,
  },
  {
    says: /CertificateNotFound: .{0,80}?(arn:\S+:certificate\/[\w-]+)/,
    sentence: ([, arn], { stack }) =>
      `ACM has no certificate ${arn} in the account and region of stack "${stack}"; correct its ARN in the topology, or, for a local AWS, import one there before the deploy ("meshspan local up", then aws acm import-certificate)`,
  },
  {
    says: /reading Route ?53 Hosted Zone \((\w+)\)/,
    sentence: ([, id], { stack }) =>
      `Route 53 has no hosted zone ${id} in the account of stack "${stack}"; correct the zone of the record in the topology, or, for a local AWS, create one there before the deploy ("meshspan local up", then aws route53 create-hosted-zone)`,
  },
  {
    says: /ResourceInUseException/,
    sentence: (_, { stack }, { address }) =>
      `${address ?? 'a resource'} of stack "${stack}" is still in use by something that was created later or elsewhere; find out what that is: if it is part of this mesh, deploy its stack first; otherwise ask its owner`,
  },
];
