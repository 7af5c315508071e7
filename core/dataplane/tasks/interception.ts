import type { Platform } from '../runtimes';
import { PROXY_USER } from './script/containers';
import type { InterceptionSpec } from './specs';

/**
 * Where the platform itself answers: on ECS with credentials and metadata of a task (Task metadata endpoint; Task IAM role), on
 * EKS with credentials of a pod (EKS user guide, "Understand how EKS Pod Identity works").
 */
const ENDPOINTS: Readonly<Record<Platform, readonly string[]>> = {
  ecs: ['169.254.170.2', '169.254.169.254'],
  eks: ['169.254.170.23', '169.254.169.254'],
};

/** Of NFS: file systems on EFS are mounted from within the network of the task. */
const NFS_PORT = 2049;

/** The interception of a task whose proxy runs as `PROXY_USER`, and its script in the group of the same number. */
export const interceptionOf = (
  platform: Platform,
  {
    applicationPorts,
    inboundPort,
    outboundPort,
    readsFileSystems,
  }: Pick<InterceptionSpec, 'applicationPorts' | 'inboundPort' | 'outboundPort'> & {
    readonly readsFileSystems: boolean;
  },
): InterceptionSpec => ({
  proxy: 'envoy',
  ignoredUser: PROXY_USER,
  ignoredGroup: PROXY_USER,
  applicationPorts,
  inboundPort,
  outboundPort,
  ignoredPorts: readsFileSystems ? [NFS_PORT] : [],
  ignoredAddresses: ENDPOINTS[platform],
});
