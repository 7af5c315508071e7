/**
 * Images of what runs beside an application on every data plane, where the topology names no others: public ones, each in
 * one version.
 */
export const IMAGES = {
  /** AWS's command, with bash and coreutils (https://gallery.ecr.aws/aws-cli/aws-cli). */
  files: 'public.ecr.aws/aws-cli/aws-cli:2.37.1',
  /**
   * App Mesh's container that sets the rules of the kernel for interception in a pod, whatever the data plane: its settings are
   * those of ECS (App Mesh user guide, "Envoy image").
   */
  interception: 'public.ecr.aws/appmesh/aws-appmesh-proxy-route-manager:v7-prod',
} as const;
