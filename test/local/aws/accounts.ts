import { AppMesh } from '@aws-sdk/client-app-mesh';
import { RAM } from '@aws-sdk/client-ram';
import { rules, type RuleId } from '../../../local/aws/rules';
import type { LocalAws } from '../../../local/aws/server';

export const region = 'us-west-2';

/** One account, as the AWS SDK's clients of its administrator. */
export interface Account {
  readonly id: string;
  readonly mesh: AppMesh;
  readonly ram: RAM;
  /** A request that no client would send. */
  readonly raw: (service: string, method: string, path: string, body: string) => Promise<Response>;
}

/** The clients of an account in a local AWS. */
export async function accountIn(aws: LocalAws, id: string, there = region): Promise<Account> {
  const credentials = await keysOf(aws, id);
  const config = { endpoint: aws.url, region: there, credentials, maxAttempts: 1 };
  return {
    id,
    mesh: new AppMesh(config),
    ram: new RAM(config),
    raw: (service, method, path, body) =>
      fetch(aws.url + path, {
        method,
        headers: { authorization: authorization(credentials.accessKeyId, service, there) },
        body,
      }),
  };
}

/** Expects that a request is refused by a rule, with all that the rule says of the error. */
export async function expectRefusal(rule: RuleId, asked: Promise<unknown>): Promise<void> {
  const told = refusalIn(
    await asked.then(
      (value) => value,
      (error: unknown) => error,
    ),
  );
  const { status, code, sentence } = rules[rule];
  expect(told).toEqual({ rule, status, code, message: expect.stringContaining(sentence) });
}

/** A raw answer as the SDK's clients would throw it. */
export async function thrown(answer: Promise<Response>): Promise<unknown> {
  const response = await answer;
  const body: unknown = await response.json();
  throw Object.assign(new Error(), body, {
    name: response.headers.get('x-amzn-errortype'),
    $response: { statusCode: response.status, headers: Object.fromEntries(response.headers) },
  });
}

function refusalIn(error: unknown): object {
  const { name, message, $response } = error as {
    name?: string;
    message?: string;
    $response?: { statusCode: number; headers: Record<string, string> };
  };
  return {
    rule: $response?.headers['x-meshspan-rule'],
    status: $response?.statusCode,
    code: name,
    message,
  };
}

async function keysOf(aws: LocalAws, id: string) {
  const response = await fetch(aws.url, {
    method: 'POST',
    headers: { authorization: authorization('local', 'sts', region) },
    body: new URLSearchParams({
      Action: 'AssumeRole',
      Version: '2011-06-15',
      RoleArn: `arn:aws:iam::${id}:role/deploy`,
      RoleSessionName: 'test',
    }),
  });
  const body = await response.text();
  const told = (element: string): string =>
    new RegExp(`<${element}>([^<]*)</${element}>`).exec(body)?.[1] ?? '';
  return {
    accessKeyId: told('AccessKeyId'),
    secretAccessKey: told('SecretAccessKey'),
    sessionToken: told('SessionToken'),
  };
}

function authorization(key: string, service: string, there: string): string {
  return `AWS4-HMAC-SHA256 Credential=${key}/20261121/${there}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}
