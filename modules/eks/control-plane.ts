import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { EksAccessPolicyAssociation } from '@cdktf/provider-aws/lib/eks-access-policy-association';
import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { kmsKey } from '../kms-key/kms-key';
import { logsStatement } from '../kms-key/logs-statement';
import { ServiceRole } from './service-role';

export interface ControlPlaneProps {
  readonly name: string;
  /** Minor version of Kubernetes: `1.34`. */
  readonly version: string;
  readonly roleName: string;
  readonly partition: string;
  readonly accountId: string;
  /** Private subnets, in two availability zones at least. */
  readonly subnetIds: readonly string[];
  /** Blocks that may reach the API server from outside of the VPC; empty: it has no public endpoint. */
  readonly publicAccess: readonly string[];
  /** The service principal of CloudWatch Logs, and the ARN of the log group that EKS writes to. */
  readonly logs: { readonly principal: string; readonly groupArn: string; readonly retentionDays: number };
  /** ARNs of roles, each once, with the one that deploys into the cluster. Empty: whoever creates the cluster administers it. */
  readonly administratorArns: readonly string[];
  /** Whether Terraform refuses to destroy or replace it. */
  readonly protected: boolean;
}

/** All that EKS writes (EKS user guide, "Send control plane logs to CloudWatch Logs"). */
const LOG_TYPES = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

/** The most that KMS accepts: with the key, what is in the cluster and its logs are gone. */
const RESTORABLE_DAYS = 30;

/**
 * A cluster of Amazon EKS without nodes: its API server is reached from the VPC, what it stores and logs is encrypted with
 * a key of its own, and access entries alone say who may use it.
 */
export class ControlPlane extends Construct {
  /** Its name, once it exists. */
  readonly clusterName: string;
  readonly endpoint: string;
  /** Certificate of its authority: PEM in base64. */
  readonly certificateAuthority: string;
  /** Group that EKS makes for the control plane and the nodes. */
  readonly securityGroupId: string;
  /** After these it can be deployed into. */
  readonly steps: readonly TerraformResource[];

  constructor(scope: Construct, id: string, props: ControlPlaneProps) {
    super(scope, id);
    const { name, partition, accountId, publicAccess, logs, administratorArns } = props;
    const keyArn = kmsKey(this, {
      name: `${name}-cluster`,
      description: `secrets and logs of cluster ${name}`,
      accountArn: `arn:${partition}:iam::${accountId}:root`,
      restorableDays: RESTORABLE_DAYS,
      statements: [logsStatement({ logs: logs.principal, groupArns: logs.groupArn })],
    });
    const group = new CloudwatchLogGroup(this, CloudwatchLogGroup.tfResourceType, {
      name: `/aws/eks/${name}/cluster`,
      retentionInDays: logs.retentionDays,
      kmsKeyId: keyArn,
    });
    const role = new ServiceRole(this, 'cluster', {
      name: props.roleName,
      partition,
      trust: {
        Action: 'sts:AssumeRole',
        Principal: { Service: 'eks.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
      },
      // The second gives pods security groups of their own (EKS user guide, "Assign security groups to individual Pods").
      managed: ['AmazonEKSClusterPolicy', 'AmazonEKSVPCResourceController'],
    });
    const mayEncrypt = new IamRolePolicy(this, 'cluster-policy', {
      role: role.roleName,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'Secrets',
            Effect: 'Allow',
            Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ListGrants', 'kms:DescribeKey'],
            Resource: keyArn,
          },
        ],
      }),
    });
    const cluster = new EksCluster(this, EksCluster.tfResourceType, {
      name,
      version: props.version,
      roleArn: role.roleArn,
      // Their versions are pinned: they are add-ons.
      bootstrapSelfManagedAddons: false,
      enabledClusterLogTypes: LOG_TYPES,
      // Only a deploy changes the version; AWS charges more for one that is out of its standard support.
      upgradePolicy: { supportType: 'EXTENDED' },
      accessConfig: {
        authenticationMode: 'API',
        bootstrapClusterCreatorAdminPermissions: administratorArns.length === 0,
      },
      encryptionConfig: { resources: ['secrets'], provider: { keyArn } },
      vpcConfig: {
        subnetIds: [...props.subnetIds],
        endpointPrivateAccess: true,
        endpointPublicAccess: publicAccess.length > 0,
        ...(publicAccess.length > 0 && { publicAccessCidrs: [...publicAccess] }),
      },
      dependsOn: [...role.steps, mayEncrypt, group],
      lifecycle: {
        // It says how the cluster was created: another value would replace it.
        ignoreChanges: ['access_config[0].bootstrap_cluster_creator_admin_permissions'],
        ...(props.protected && { preventDestroy: true }),
      },
    });
    this.clusterName = cluster.name;
    this.endpoint = cluster.endpoint;
    this.certificateAuthority = cluster.certificateAuthority.get(0).data;
    this.securityGroupId = cluster.vpcConfig.clusterSecurityGroupId;
    this.steps = administratorArns.map((arn, place) =>
      // The first is often the only one. Others have the address of their role: one more changes no other.
      this.administratedBy(cluster.name, partition, arn, place === 0 ? '' : `_${arn}`),
    );
  }

  /** (EKS user guide, "Grant IAM users access to Kubernetes with EKS access entries".) */
  private administratedBy(
    clusterName: string,
    partition: string,
    principalArn: string,
    suffix: string,
  ): TerraformResource {
    const entry = new EksAccessEntry(this, `${EksAccessEntry.tfResourceType}${suffix}`, {
      clusterName,
      principalArn,
    });
    return new EksAccessPolicyAssociation(this, `${EksAccessPolicyAssociation.tfResourceType}${suffix}`, {
      clusterName,
      principalArn: entry.principalArn,
      policyArn: `arn:${partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
      accessScope: { type: 'cluster' },
    });
  }
}
