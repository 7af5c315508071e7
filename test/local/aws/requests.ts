import { elementText } from '../../../local/aws/corrections/xml';
import { rules, type RuleId } from '../../../local/aws/rules';
import type { LocalAws } from '../../../local/aws/server';

/** An answer, read. */
export interface Told {
  readonly status: number;
  readonly rule: string | null;
  readonly code: string | null;
  readonly body: string;
  /** The fields of a JSON body. */
  readonly json: Record<string, unknown>;
}

/** Requests of one account, for services whose clients the project doesn't have. */
export interface Requests {
  /** A service whose operations are in `x-amz-target`, such as `ACMPrivateCA.IssueCertificate`. */
  target(service: string, target: string, asked?: object): Promise<Told>;
  /** A service whose operations are form parameters. */
  query(service: string, action: string, asked?: Record<string, string>): Promise<Told>;
  /** A service with paths. */
  rest(
    service: string,
    method: string,
    path: string,
    body?: string,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Told>;
  /** The header that signs a request of the account's to a service. */
  authorization(service: string): string;
}

export const region = 'us-west-2';

/** What is sent, beside the signature. */
interface Init {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams;
}

const signed = (key: string, service: string, there: string): string =>
  `AWS4-HMAC-SHA256 Credential=${key}/20261121/${there}/${service}/aws4_request, SignedHeaders=host, Signature=0`;

/** The requests of an account's administrator. */
export async function requestsOf(
  aws: Pick<LocalAws, 'url'>,
  account: string,
  there = region,
): Promise<Requests> {
  const assumed = await requestsWith(aws, 'local', there).query('sts', 'AssumeRole', {
    RoleArn: `arn:aws:iam::${account}:role/deploy`,
    RoleSessionName: 'test',
  });
  return requestsWith(aws, elementText(assumed.body, 'AccessKeyId') ?? '', there);
}

/** The requests that are signed with a key. */
export function requestsWith({ url }: Pick<LocalAws, 'url'>, key: string, there = region): Requests {
  const send = async (service: string, path: string, init: Init): Promise<Told> => {
    const authorization = signed(key, service, there);
    const response = await fetch(url + path, { ...init, headers: { ...init.headers, authorization } });
    const body = await response.text();
    return {
      status: response.status,
      rule: response.headers.get('x-meshspan-rule'),
      code: response.headers.get('x-amzn-errortype') ?? elementText(body, 'Code') ?? null,
      body,
      json: body.startsWith('{') ? (JSON.parse(body) as Record<string, unknown>) : {},
    };
  };
  return {
    authorization: (service) => signed(key, service, there),
    target: (service, target, asked = {}) =>
      send(service, '/', {
        method: 'POST',
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
        body: JSON.stringify(asked),
      }),
    query: (service, action, asked = {}) =>
      send(service, '/', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ Action: action, Version: versions[service] ?? '', ...asked }).toString(),
      }),
    rest: (service, method, path, body, headers = {}) =>
      send(service, path, { method, headers, ...(body === undefined ? {} : { body }) }),
  };
}

/** Expects that a request is refused by a rule, as the rule says. */
export function expectRefused(told: Told, rule: RuleId): void {
  const { status, code, sentence } = rules[rule];
  expect(told).toMatchObject({ rule, status, code });
  expect(told.body.replaceAll('&apos;', "'")).toContain(sentence);
}

const versions: Readonly<Record<string, string>> = {
  ec2: '2016-11-15',
  iam: '2010-05-08',
  sts: '2011-06-15',
  elasticloadbalancing: '2015-12-01',
};
