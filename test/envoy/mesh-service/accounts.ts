import type { LocalAws } from '../../../local/aws/server';
import { requestsOf, type Requests } from '../../local/aws/requests';

/** An account of a local AWS, with what its administrator asks. */
export interface Administrator extends Requests {
  readonly id: string;
  /** The fields of an answer of a service whose operations are in `x-amz-target`; it fails where that refuses. */
  readonly ask: (
    service: keyof typeof targets,
    operation: string,
    asked: object,
  ) => Promise<Record<string, unknown>>;
  /** A role that tasks of ECS may have, and keys of it for a task. */
  role(name: string, statements: readonly object[]): Promise<{ readonly accessKeyId: string }>;
  /** Replaces what a role may do. */
  allow(role: string, statements: readonly object[]): Promise<void>;
}

const targets = {
  acm: 'CertificateManager',
  'acm-pca': 'ACMPrivateCA',
  servicediscovery: 'Route53AutoNaming_v20170314',
} as const;

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
});

export async function administrator(aws: LocalAws, id: string): Promise<Administrator> {
  const requests = await requestsOf(aws, id);
  const allow = async (role: string, statements: readonly object[]): Promise<void> => {
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: statements });
    await requests.query('iam', 'PutRolePolicy', { RoleName: role, PolicyName: 'proxy', PolicyDocument });
  };
  return {
    ...requests,
    id,
    async ask(service, operation, asked) {
      const { status, json, body } = await requests.target(
        service,
        `${targets[service]}.${operation}`,
        asked,
      );
      if (status !== 200) throw new Error(`${operation}: ${body}`);
      return json;
    },
    async role(name, statements) {
      await requests.query('iam', 'CreateRole', { RoleName: name, AssumeRolePolicyDocument: trust });
      await allow(name, statements);
      const given = await aws.taskCredentials({
        role: `arn:aws:iam::${id}:role/${name}`,
        task: `arn:aws:ecs:us-west-2:${id}:task/mall/${name}0000000000000000`,
      });
      if (!given.ok) throw new Error(given.problem);
      return { accessKeyId: given.credentials.AccessKeyId };
    },
    allow,
  };
}

/** A root authority of an account, which may issue certificates. */
export async function newRoot({ ask }: Administrator): Promise<string> {
  const made = await ask('acm-pca', 'CreateCertificateAuthority', {
    CertificateAuthorityType: 'ROOT',
    CertificateAuthorityConfiguration: {
      KeyAlgorithm: 'EC_prime256v1',
      SigningAlgorithm: 'SHA256WITHECDSA',
      Subject: { CommonName: 'mall root' },
    },
  });
  const arn = String(made['CertificateAuthorityArn']);
  const authority = { CertificateAuthorityArn: arn };
  const { Csr } = await ask('acm-pca', 'GetCertificateAuthorityCsr', authority);
  const { CertificateArn } = await ask('acm-pca', 'IssueCertificate', {
    ...authority,
    Csr: Buffer.from(String(Csr)).toString('base64'),
    SigningAlgorithm: 'SHA256WITHECDSA',
    TemplateArn: 'arn:aws:acm-pca:::template/RootCACertificate/V1',
    Validity: { Type: 'YEARS', Value: 10 },
  });
  const { Certificate } = await ask('acm-pca', 'GetCertificate', { ...authority, CertificateArn });
  await ask('acm-pca', 'ImportCertificateAuthorityCertificate', {
    ...authority,
    Certificate: Buffer.from(String(Certificate)).toString('base64'),
  });
  return arn;
}

/** A namespace of Cloud Map with services; their ids. */
export async function newServices(
  { ask }: Administrator,
  namespace: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const operation = await ask('servicediscovery', 'CreateHttpNamespace', { Name: namespace });
  const { Operation } = await ask('servicediscovery', 'GetOperation', operation);
  const NamespaceId = (Operation as { Targets: { NAMESPACE: string } }).Targets.NAMESPACE;
  const ids = new Map<string, string>();
  for (const Name of names) {
    const { Service } = await ask('servicediscovery', 'CreateService', { Name, NamespaceId });
    ids.set(Name, (Service as { Id: string }).Id);
  }
  return ids;
}
