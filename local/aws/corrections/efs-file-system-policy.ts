import { fieldOf, parsedJson } from '../../../core/base/json';
import type { Answer, Call } from '../call';
import type { Part } from '../world';
import { callTo, type Correction } from './correction';

/** The policy of each file system, by `fileSystemKey`. */
export const fileSystemPoliciesPart: Part<Record<string, string>> = {
  name: 'efs-policies',
  empty: () => ({}),
};

/** The key of a file system in the parts of EFS. */
export const fileSystemKey = (account: string, region: string, id: string): string =>
  `${account} ${region} ${id}`;

/** A file system has a policy until it is deleted. */
export const efsFileSystemPolicy: Correction = {
  service: 'elasticfilesystem',
  operations: 'all',
  reason: 'EFS deletes the policy of a file system; moto does not support DeleteFileSystemPolicy',
  moto: '5.2.5',
  seen: 'destroy of aws_efs_file_system_policy',
  async answer(call, forward, world) {
    const [, id, part] = /^\/2015-02-01\/file-systems\/([^/]+)(\/policy)?$/.exec(call.path) ?? [];
    if (id === undefined) return await forward(call);
    const policies = world.part(fileSystemPoliciesPart);
    const key = fileSystemKey(call.caller.account, call.region, id);
    if (part === undefined) {
      const answer = await forward(call);
      if (call.method === 'DELETE' && answer.status < 300) delete policies[key];
      return answer;
    }
    const url = `/2015-02-01/file-systems?FileSystemId=${encodeURIComponent(id)}`;
    const found = await forward(callTo(call, 'elasticfilesystem', { method: 'GET', url, body: '' }));
    if (found.status !== 200) return found;
    const wanted = call.method === 'PUT' ? fieldOf(parsedJson(call.body), 'Policy') : undefined;
    if (typeof wanted === 'string') policies[key] = wanted;
    const Policy = policies[key];
    if (call.method === 'DELETE') {
      delete policies[key];
      return json(call, 200, {});
    }
    return Policy === undefined
      ? json(call, 404, { ErrorCode: 'PolicyNotFound', Message: `${id} has no policy` }, 'PolicyNotFound')
      : json(call, 200, { FileSystemId: id, Policy });
  },
};

function json(call: Call, status: number, content: object, error?: string): Answer {
  const headers = { 'content-type': 'application/json', 'x-amzn-requestid': call.requestId };
  return {
    status,
    headers: error === undefined ? headers : { ...headers, 'x-amzn-errortype': error },
    body: JSON.stringify(content),
  };
}
