/**
 * Images of what runs beside an application on every data plane, where the topology names no others: public ones, each in
 * one version.
 */
export const IMAGES = {
  /** AWS's command, with bash and coreutils (https://gallery.ecr.aws/aws-cli/aws-cli). */
  files: 'public.ecr.aws/aws-cli/aws-cli:2.37.1',
} as const;
