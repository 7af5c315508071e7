import { errorRow, rulesOf, warningRow, type Hit, type Rule, type Topology } from '../topology';
import { capacityHits } from './cluster-hits';
import {
  architectureHits,
  clusterNetworkHits,
  namespaceHits,
  nodeHits,
  podNameHits,
  publicAccessHits,
  sameClusterHits,
} from './eks-hits';
import { endpointHits } from './endpoint-hits';
import { privateKeyHits } from './private-key-hits';
import { idleRecordHits } from './record-hits';
import { roomHits } from './room-hits';
import {
  broadPolicyHits,
  execHits,
  logKeyHits,
  noInternetHits,
  runtimeNetworkHits,
  secretHits,
  sizeHits,
} from './runtime-hits';
import { storeSecretHits } from './store-hits';
import { storePlatformHits } from './store-platform-hits';
import { storePathHits } from './store-path-hits';

const ECS = 'https://docs.aws.amazon.com/AmazonECS/latest';
const EKS = 'https://docs.aws.amazon.com/eks/latest/userguide';

/** What AWS refuses, or what is unsafe, of what runs containers and is in front of them. */
export const taskRules = rulesOf({
  'cluster/capacity': errorRow(
    'the capacity providers of a cluster do not go together',
    `${ECS}/APIReference/API_CapacityProviderStrategyItem.html`,
  ),
  'cluster/nodes': errorRow(
    'the nodes of a cluster of EKS give pods no security groups of their own, or do not go together',
    `${EKS}/security-groups-for-pods.html`,
  ),
  'cluster/architecture': errorRow(
    'containers are for another architecture than the nodes of their cluster',
    'https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-arch',
  ),
  'cluster/network': errorRow(
    'a cluster of EKS would be in a network without private subnets in two availability zones',
    `${EKS}/network-reqs.html`,
  ),
  'cluster/room': warningRow(
    'the nodes of a cluster of EKS have fewer network interfaces than its pods take',
    `${EKS}/security-groups-for-pods.html`,
  ),
  'cluster/public-access': warningRow(
    'the whole internet, or much of it, reaches the API server of a cluster',
    `${EKS}/cluster-endpoint.html`,
  ),
  'cluster/same': errorRow('two clusters of the topology are one, with one namespace'),
  'cluster/namespace': errorRow(
    'the namespace of a cluster is one that every cluster has',
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  ),
  'runtime/name': errorRow(
    'a workload or gateway on EKS has the name of what registers pods',
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  ),
  'runtime/size': errorRow(
    'the tasks of a workload or gateway have a size that Fargate does not have',
    `${ECS}/developerguide/task-cpu-memory-error.html`,
  ),
  'runtime/network': errorRow('tasks would run in an account that has no network'),
  'runtime/no-internet': warningRow(
    'tasks run in subnets from which they reach AWS and images only by endpoints that meshspan does not create',
    `${ECS}/developerguide/fargate-task-networking.html`,
  ),
  'runtime/endpoint': errorRow(
    'a text of a runtime names a service that its workload does not call, or a port that the service does not have',
  ),
  'runtime/secret-elsewhere': warningRow(
    'a secret is in another account or region than the tasks that get it',
    `${ECS}/developerguide/specifying-sensitive-data.html`,
  ),
  'runtime/log-key': errorRow(
    'the key that encrypts logs is in another region than the logs',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
  ),
  'runtime/broad-policy': warningRow(
    'the role of a workload has a policy that permits everything of AWS, or of a service',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  ),
  'runtime/exec': errorRow(
    'people may start commands in a container that the agent of ECS Exec cannot write to',
    `${ECS}/developerguide/ecs-exec.html`,
  ),
  'store/secret-elsewhere': warningRow(
    'a secret of a store is in another account or region than the tasks that read it',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html',
  ),
  'store/platform': errorRow(
    'a store is of a kind that the platform of its readers does not have',
    `${EKS}/storage.html`,
  ),
  'store/same-path': errorRow(
    'two things of a task would be in one folder, or one inside the other',
    `${ECS}/APIReference/API_MountPoint.html`,
  ),
  'topology/private-key': errorRow(
    'a private key is written in the topology',
    'https://developer.hashicorp.com/terraform/language/state/sensitive-data',
  ),
  'record/entry': errorRow(
    'a record leads to no load balancer, since its gateway has no entry',
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-elb-load-balancer.html',
  ),
});

/** Each of them with what it finds, in the order in which it is reported. */
export const taskWideRules: readonly (readonly [
  rule: Rule,
  hitsOf: (topology: Topology) => readonly Hit[],
])[] = [
  [taskRules['cluster/capacity'], capacityHits],
  [taskRules['cluster/nodes'], nodeHits],
  [taskRules['cluster/architecture'], architectureHits],
  [taskRules['cluster/network'], clusterNetworkHits],
  [taskRules['cluster/room'], roomHits],
  [taskRules['cluster/public-access'], publicAccessHits],
  [taskRules['cluster/same'], sameClusterHits],
  [taskRules['cluster/namespace'], namespaceHits],
  [taskRules['runtime/name'], podNameHits],
  [taskRules['runtime/network'], runtimeNetworkHits],
  [taskRules['runtime/no-internet'], noInternetHits],
  [taskRules['runtime/size'], sizeHits],
  [taskRules['runtime/endpoint'], endpointHits],
  [taskRules['runtime/secret-elsewhere'], secretHits],
  [taskRules['runtime/log-key'], logKeyHits],
  [taskRules['runtime/broad-policy'], broadPolicyHits],
  [taskRules['runtime/exec'], execHits],
  [taskRules['store/secret-elsewhere'], storeSecretHits],
  [taskRules['store/platform'], storePlatformHits],
  [taskRules['store/same-path'], storePathHits],
  [taskRules['topology/private-key'], privateKeyHits],
  [taskRules['record/entry'], idleRecordHits],
];
