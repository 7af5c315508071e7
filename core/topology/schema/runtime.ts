import * as z from 'zod';
import { key, lines, linesByName, name, object, text, whole, word } from './scalar';

/** CloudWatch accepts no other (`RetentionInDays` of its API). */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const replicas = z
  .union([
    whole(0, 5000),
    object({
      least: whole(0, 5000).describe('Those that always run.'),
      most: whole(1, 5000).describe('How many there may be at most.'),
      cpu: whole(1, 100)
        .optional()
        .describe('Average use of CPU in percent that autoscaling holds. Default: 60.'),
    }),
  ])
  .describe('How many tasks or pods run, or { least, most } for autoscaling. Default: 2.');

const logs = object({
  days: z
    .literal(RETENTION_DAYS, {
      error: `CloudWatch keeps logs for one of these numbers of days: ${RETENTION_DAYS.join(', ')}`,
    })
    .optional()
    .describe('Days for which CloudWatch keeps the logs. Default: 90.'),
  kmsKey: text(/^arn:[^:]+:kms:/, 'the ARN of a key starts with "arn:aws:kms:"; write it, not an alias')
    .optional()
    .describe(
      "ARN of the key that encrypts the logs; its policy must admit CloudWatch. Default: a key that is created for the logs of the account's tasks.",
    ),
});

const healthCheck = object({
  command: z
    .array(lines)
    .refine(
      ([first]) => first === 'CMD' || first === 'CMD-SHELL',
      'write CMD or CMD-SHELL first, then the command: [CMD, redis-cli, ping]',
    )
    .min(
      2,
      'write CMD or CMD-SHELL first, then the command: [CMD-SHELL, "curl -f http://127.0.0.1/ || exit 1"]',
    )
    .describe('CMD or CMD-SHELL, then the command; it exits with 0 where the application is healthy.'),
  interval: whole(5, 300).optional().describe('Seconds. Default: 10.'),
  timeout: whole(2, 60).optional().describe('Seconds. Default: 5.'),
  retries: whole(1, 10).optional().describe('Default: 3.'),
  start: whole(0, 300).optional().describe('Seconds in which failures do not count. Default: 30.'),
});

const task = {
  cluster: key
    .optional()
    .describe(
      'Default: the only cluster of the account; where it has none, one of ECS that is created for it.',
    ),
  cpu: whole(256, 16384)
    .optional()
    .describe('CPU units of the whole task or pod, proxy included; 1024 to a vCPU. Default: 256.'),
  memory: whole(512, 122_880)
    .optional()
    .describe('MiB of the whole task or pod, proxy included. Default: 512.'),
  architecture: word(['X86_64', 'ARM64']).optional().describe('Default: X86_64.'),
  replicas: replicas.optional(),
  logs: logs.optional(),
  exec: z
    .boolean()
    .optional()
    .describe('On ECS: lets people start commands in its containers, by ECS Exec. Default: false.'),
  tracing: word(['none', 'x-ray', 'opentelemetry'])
    .optional()
    .describe('What receives traces, in a container of the same task. Default: none.'),
};

/** What a person writes for a gateway that ECS runs. */
export const gatewayRuntime = object(task).meta({
  id: 'gateway-runtime',
  description: 'What runs a gateway: a service of ECS, or a deployment on EKS.',
});

/** What a person writes for a workload that ECS runs. */
export const runtime = object({
  image: text().describe('Image of the application.'),
  ...task,
  entryPoint: z.array(lines).optional().describe('Default: that of the image.'),
  command: z
    .array(lines)
    .optional()
    .describe('May contain ${service.KEY}, as environment may. Default: that of the image.'),
  user: text().optional().describe('User, or "uid:gid"; on EKS only numbers. Default: that of the image.'),
  environment: linesByName
    .optional()
    .describe(
      'A value may contain ${service.KEY}: where the application reaches a service that it calls, host:port. ${service.KEY:PORT} where the service has several ports; ${service.KEY.host} and ${service.KEY.port} are the parts.',
    ),
  secrets: z
    .record(
      name,
      text(
        /^arn:[^:]+:(secretsmanager|ssm):|^[a-z0-9]([a-z0-9.-]*[a-z0-9])?\/[\w.-]+$/,
        'a secret is the ARN of one in Secrets Manager, or of an SSM parameter, and on EKS NAME/KEY of a Kubernetes Secret; write arn:aws:secretsmanager:… or database/password',
      ),
    )
    .optional()
    .describe(
      'By the names of environment variables: on ECS the ARN of a secret or an SSM parameter, on EKS NAME/KEY of a Kubernetes Secret in the namespace of the mesh.',
    ),
  healthCheck: healthCheck
    .optional()
    .describe('Default: none; the load balancer and the proxies have their own.'),
  stores: z.array(key).optional().describe('Stores whose files the application reads.'),
  writes: z
    .array(text(/^\//, 'a folder in a container starts with "/"; write one like /tmp'))
    .optional()
    .describe('Folders that the application writes to: each is an empty volume of its task.'),
  readOnly: z
    .boolean()
    .optional()
    .describe('A root file system that cannot be written to. Default: false, since many images write.'),
  policies: z
    .array(text(/^arn:[^:]+:iam::/, 'the ARN of a policy starts with "arn:aws:iam::"; write it whole'))
    .optional()
    .describe('ARNs of policies for what the application itself asks AWS.'),
}).meta({ id: 'runtime', description: 'What runs a workload: a service of ECS, or a deployment on EKS.' });

/** The images that a topology may name. */
export const images = object({
  proxy: text().optional().describe('The Envoy. Default: the one that is tested with the data plane.'),
  files: text()
    .optional()
    .describe("AWS's command with a shell, which fetches certificates. Default: AWS's public image."),
  tracing: text().optional().describe('What receives traces. Default: an image of AWS.'),
  interception: text()
    .optional()
    .describe('On EKS: redirects the connections of a pod to its proxy. Default: an image of AWS.'),
}).meta({ id: 'images', description: 'Images of what runs beside applications.' });
