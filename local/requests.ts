import { form, type LocalRequest } from './client';

/** A request of AWS's Query protocol: EC2, Elastic Load Balancing, IAM. */
export const query = (
  service: string,
  version: string,
  action: string,
  more: Readonly<Record<string, string>> = {},
): LocalRequest => ({
  service,
  headers: form,
  body: new URLSearchParams({ Action: action, Version: version, ...more }).toString(),
});

/**
 * A request of AWS's JSON protocol.
 * @param target `<service's own name>.<operation>`
 */
export const json = (service: string, target: string, body: object = {}): LocalRequest => ({
  service,
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
  body: JSON.stringify(body),
});
