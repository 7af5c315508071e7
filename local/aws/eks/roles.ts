import { contextOf } from '../iam/context';
import { findingOf } from '../iam/evaluate';
import { roleNamed } from '../iam/roles';
import type { Forward } from '../moto-proxy';
import { refusal } from '../rules';
import { clusterArnOf, type Asked } from './state';

/**
 * Demands that a role exists in the cluster's account, and that its trust policy lets a service of AWS have it.
 * @param tags of the session, as Pod Identity sets them
 */
export async function demandRole(
  { call }: Asked,
  forward: Forward,
  arn: string,
  service: string,
  tags: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { account } = call.caller;
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const role = await roleNamed(forward, { account, region: call.region }, name);
  const context = contextOf({ 'aws:SourceAccount': account, ...tags });
  const trusts = (action: string): boolean =>
    role?.arn === arn &&
    findingOf([role.trust], { action, resource: arn, context }, { Service: [service] }) === 'allow';
  const wanted = Object.keys(tags).length > 0 ? ['sts:AssumeRole', 'sts:TagSession'] : ['sts:AssumeRole'];
  if (!wanted.every(trusts)) throw refusal('eks/role-trust', `${arn}, ${service}`);
}

/** The tags of a session of Pod Identity, as a trust policy sees them. */
export const tagsOfPods = (
  { call, names: [cluster = ''] }: Asked,
  namespace: string,
  serviceAccount: string,
): Readonly<Record<string, string>> => ({
  'aws:RequestTag/eks-cluster-arn': clusterArnOf(call, cluster),
  'aws:RequestTag/eks-cluster-name': cluster,
  'aws:RequestTag/kubernetes-namespace': namespace,
  'aws:RequestTag/kubernetes-service-account': serviceAccount,
});
