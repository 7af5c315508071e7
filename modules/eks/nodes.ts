import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ServiceRole } from './service-role';

export interface NodesProps {
  /** Of the instances. */
  readonly name: string;
  readonly clusterName: string;
  /** Minor version of Kubernetes, as that of the cluster. */
  readonly version: string;
  readonly roleName: string;
  readonly partition: string;
  /** Private subnets. */
  readonly subnetIds: readonly string[];
  /** Types of instances: the first of them that is available. */
  readonly types: readonly string[];
  readonly architecture: 'X86_64' | 'ARM64';
  readonly least: number;
  readonly most: number;
  /** GiB of the disk of each. */
  readonly disk: number;
  /** On the instances and their disks, which Terraform does not see. */
  readonly tags: Readonly<Record<string, string>>;
  /** What must be in the cluster before a node. */
  readonly after: readonly TerraformResource[];
}

/** Images by architectures (EKS API, `AMITypes`). */
const IMAGES = { X86_64: 'AL2023_x86_64_STANDARD', ARM64: 'AL2023_ARM_64_STANDARD' } as const;

/** Device of the root disk of those images. */
const ROOT_DEVICE = '/dev/xvda';

/** Part of the nodes that is replaced at once by an update, in percent. */
const UNAVAILABLE_PERCENT = 33;

/**
 * A managed node group in private subnets. Nobody signs in to a node, what is on its disk is encrypted, and its role is out
 * of reach of pods: the metadata service asks for a token and answers the node itself alone.
 */
export class Nodes extends Construct {
  /** After these, pods start. */
  readonly steps: readonly TerraformResource[];

  constructor(scope: Construct, id: string, props: NodesProps) {
    super(scope, id);
    const { name, clusterName, partition, tags, after } = props;
    const role = new ServiceRole(this, 'nodes', {
      name: props.roleName,
      partition,
      trust: { Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } },
      // A node asks EC2 for its own name before it joins: the minimal policy, for EKS Auto Mode, does not allow that (EKS user
      // guide, "Amazon EKS node IAM role").
      managed: ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly'],
    });
    const template = new LaunchTemplate(this, LaunchTemplate.tfResourceType, {
      name,
      updateDefaultVersion: true,
      metadataOptions: {
        httpEndpoint: 'enabled',
        httpTokens: 'required',
        httpPutResponseHopLimit: 1,
      },
      blockDeviceMappings: [
        {
          deviceName: ROOT_DEVICE,
          ebs: { volumeSize: props.disk, volumeType: 'gp3', encrypted: 'true', deleteOnTermination: 'true' },
        },
      ],
      tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({
        resourceType,
        tags: { ...tags, Name: name },
      })),
    });
    const group = new EksNodeGroup(this, EksNodeGroup.tfResourceType, {
      clusterName,
      nodeGroupNamePrefix: 'nodes-',
      version: props.version,
      nodeRoleArn: role.roleArn,
      subnetIds: [...props.subnetIds],
      amiType: IMAGES[props.architecture],
      instanceTypes: [...props.types],
      launchTemplate: { id: template.id, version: template.getStringAttribute('latest_version') },
      scalingConfig: { minSize: props.least, maxSize: props.most, desiredSize: props.least },
      updateConfig: { maxUnavailablePercentage: UNAVAILABLE_PERCENT },
      nodeRepairConfig: { enabled: true },
      dependsOn: [...role.steps, ...after],
      lifecycle: {
        // Other types of instances need a new group: pods move there before the old one goes.
        createBeforeDestroy: true,
        // An autoscaler may change it.
        ignoreChanges: ['scaling_config[0].desired_size'],
      },
    });
    this.steps = [group];
  }
}
