import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Statement } from '../../core/dataplane/tasks';
import { installAwsCommand, writeAwsProgram } from '../../local/aws-command';
import { taskCredentialsUri } from '../../local/task-credentials';
import { cacheFolder } from '../../local/packages';
import { newRoot } from '../local/aws/authorities';
import { newTaskRole } from '../local/aws/iam-roles';
import { newMotoStage } from '../local/aws/moto';
import { region, requestsOf, type Requests, type Told } from '../local/aws/requests';

/** A local AWS with an authority, and AWS's own command to ask it. */
export interface AwsStage {
  /** ARN of a root. */
  readonly authority: string;
  /** Requests of the account. */
  readonly requests: Requests;
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

/** It ends with its `end`. */
export async function newAwsStage(): Promise<AwsStage> {
  const command = await installAwsCommand(cacheFolder());
  if (!command.ok) throw new Error(command.problem);
  const stage = await newMotoStage();
  const owner = await requestsOf(stage.aws, account);
  const folder = mkdtempSync(join(tmpdir(), 'meshspan-script-'));
  const { arn: authority } = await newRoot(owner);
  const acm: AwsStage['acm'] = (operation, asked) =>
    owner.target('acm', `CertificateManager.${operation}`, asked);
  let roles = 0;
  return {
    authority,
    requests: owner,
    acm,
    folder,
    path: writeAwsProgram(join(folder, 'bin'), command),
    async certificate(name) {
      const asked = { DomainName: name, CertificateAuthorityArn: authority, KeyAlgorithm: 'EC_prime256v1' };
      return String((await acm('RequestCertificate', asked)).json['CertificateArn']);
    },
    secrets: (operation, asked) => owner.target('secretsmanager', `secretsmanager.${operation}`, asked),
    async roleOf(statements, service) {
      roles += 1;
      const grants = statements.map(({ actions, arns }) => ({ Action: actions, Resource: arns }));
      const { arn: role } = await newTaskRole(
        owner,
        account,
        grants,
        service === undefined ? {} : { service },
      );
      const task = `arn:aws:ecs:${region}:${account}:task/mesh/${String(roles).padStart(16, '0')}`;
      return {
        AWS_ENDPOINT_URL: stage.aws.url,
        AWS_CONTAINER_CREDENTIALS_FULL_URI: taskCredentialsUri(stage.aws.url, { role, task }),
      };
    },
    end: async () => {
      await stage.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
