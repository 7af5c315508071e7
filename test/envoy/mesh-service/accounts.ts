import type { LocalAws } from '../../../local/aws/server';
import { allow, newTaskRole, taskKey, type Grant } from '../../local/aws/iam-roles';
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
  role(name: string, grants: readonly Grant[]): Promise<{ readonly accessKeyId: string }>;
  /** Replaces what a role may do. */
  allow(role: string, grants: readonly Grant[]): Promise<void>;
}

const targets = {
  acm: 'CertificateManager',
  'acm-pca': 'ACMPrivateCA',
  servicediscovery: 'Route53AutoNaming_v20170314',
} as const;

/** @param id of the account */
export async function administrator(aws: LocalAws, id: string): Promise<Administrator> {
  const requests = await requestsOf(aws, id);
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
    async role(name, grants) {
      const { arn } = await newTaskRole(requests, id, grants, { name });
      return { accessKeyId: await taskKey(aws, arn, name) };
    },
    allow: (role, grants) => allow(requests, role, grants),
  };
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
