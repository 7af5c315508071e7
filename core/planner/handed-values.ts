import type { AssetValue } from './values';

/** Id of the security group of a party, a workload or a gateway. */
export const securityGroupIdValue = (party: string): AssetValue => ({
  kind: 'asset',
  what: 'security-group-id',
  key: party,
});

/** ARN of a certificate that ACM issued. */
export const certificateArnValue = (certificate: string): AssetValue => ({
  kind: 'asset',
  what: 'certificate-arn',
  key: certificate,
});

/** ARN of the policy that the role of a party's proxy needs. */
export const proxyPolicyArnValue = (party: string): AssetValue => ({
  kind: 'asset',
  what: 'proxy-policy-arn',
  key: party,
});
