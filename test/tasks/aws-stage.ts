import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Statement } from '../../core/dataplane/tasks';
import { installAwsCommand, writeAwsProgram } from '../../local/aws-command';
import { taskCredentialsUri } from '../../local/aws/iam/task-credentials';
import { installMoto, startMoto } from '../../local/moto';
import { cacheFolder } from '../../local/packages';
import { newAuthorityStage } from '../local/aws/authorities';
import { region, type Requests, type Told } from '../local/aws/requests';

/** A local AWS with an authority, and AWS's own command to ask it. */
export interface AwsStage {
  /** ARN of a root. */
  readonly authority: string;
  /** A request of the account to AWS Certificate Manager. */
  acm(operation: string, asked: object): Promise<Told>;
  /** Requests a certificate of the authority; its ARN. */
  certificate(name: string): Promise<string>;
  /** A request of the account to AWS Secrets Manager. */
  secrets(operation: string, asked: object): Promise<Told>;
  /**
   * The environment of a container whose task has a role with these statements.
   * @param service what may assume it. @default ECS
   */
  roleOf(
    statements: readonly (Pick<Statement, 'actions'> & { readonly arns: readonly string[] })[],
    service?: string,
  ): Promise<Readonly<Record<string, string>>>;
  /** Where the program `aws` is. */
  readonly path: string;
  readonly folder: string;
  end(): Promise<void>;
}

export const account = '111111111111';

const trustIn = (service: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  });

export async function newAwsStage(): Promise<AwsStage> {
  const command = await installAwsCommand(cacheFolder());
  if (!command.ok) throw new Error(command.problem);
  const installed = await installMoto(cacheFolder());
  if (!installed.ok) throw new Error(installed.problem);
  const started = await startMoto(installed.python);
  if (!started.ok) throw new Error(started.problem);
  const { moto } = started;
  const authorities = await newAuthorityStage({ moto: moto.url });
  const { stage, owner } = authorities;
  const folder = mkdtempSync(join(tmpdir(), 'meshspan-script-'));
  const authority = (await authorities.activeAuthority()).arn;
  const acm: AwsStage['acm'] = (operation, asked) =>
    owner.target('acm', `CertificateManager.${operation}`, asked);
  let roles = 0;
  return {
    authority,
    acm,
    folder,
    path: writeAwsProgram(join(folder, 'bin'), command),
    async certificate(name) {
      const asked = { DomainName: name, CertificateAuthorityArn: authority, KeyAlgorithm: 'EC_prime256v1' };
      return String((await acm('RequestCertificate', asked)).json['CertificateArn']);
    },
    secrets: (operation, asked) => owner.target('secretsmanager', `secretsmanager.${operation}`, asked),
    async roleOf(statements, service = 'ecs-tasks.amazonaws.com') {
      roles += 1;
      const role = await newRole(owner, `task-${roles}`, service, statements);
      const task = `arn:aws:ecs:${region}:${account}:task/mesh/${String(roles).padStart(16, '0')}`;
      return {
        AWS_ENDPOINT_URL: stage.aws.url,
        AWS_CONTAINER_CREDENTIALS_FULL_URI: taskCredentialsUri(stage.aws.url, { role, task }),
      };
    },
    end: async () => {
      await stage.aws.close();
      await moto.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function newRole(
  owner: Requests,
  name: string,
  service: string,
  statements: Parameters<AwsStage['roleOf']>[0],
): Promise<string> {
  await owner.query('iam', 'CreateRole', {
    RoleName: name,
    AssumeRolePolicyDocument: trustIn(service),
  });
  if (statements.length > 0)
    await owner.query('iam', 'PutRolePolicy', {
      RoleName: name,
      PolicyName: 'proxy',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: statements.map(({ actions, arns }) => ({
          Effect: 'Allow',
          Action: actions,
          Resource: arns,
        })),
      }),
    });
  return `arn:aws:iam::${account}:role/${name}`;
}
