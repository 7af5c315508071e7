import type { Part } from '../world';
import type { Answer, Call } from '../call';
import type { Forward } from '../moto-proxy';
import { callTo, type Correction } from './correction';

/** The policies of buckets, by the bucket's name. */
export const bucketPoliciesPart: Part<Record<string, string>> = { name: 's3-policies', empty: () => ({}) };

/** A bucket policy is evaluated with its conditions. */
export const s3BucketPolicy: Correction = {
  service: 's3',
  operations: 'all',
  reason:
    'S3 evaluates the conditions of a bucket policy; moto ignores them, so that a statement that denies requests without TLS denies all',
  moto: '5.2.5',
  seen: 'a second plan of aws_s3_object in a bucket whose policy denies requests without TLS: 403 Forbidden',
  async answer(call, forward, world) {
    const [bucket = '', key = ''] = call.path.slice(1).split('/', 2);
    if (bucket === '' || key !== '') return await forward(call);
    const policies = world.part(bucketPoliciesPart);
    if (!call.query.has('policy')) {
      const answer = await forward(call);
      if (call.method === 'DELETE' && call.query.size === 0 && answer.status < 300) delete policies[bucket];
      return answer;
    }
    const known = policies[bucket];
    if (call.method === 'PUT') {
      const answer = await accepted(call, forward, bucket);
      if (answer.status < 300) policies[bucket] = call.body;
      return answer;
    }
    if (known === undefined) return await forward(call);
    if (call.method === 'DELETE') {
      delete policies[bucket];
      return { status: 204, headers: { 'x-amzn-requestid': call.requestId }, body: '' };
    }
    const headers = { 'content-type': 'application/json', 'x-amzn-requestid': call.requestId };
    return { status: 200, headers, body: known };
  },
};

/** moto checks a new policy, and forgets it again. */
async function accepted(call: Call, forward: Forward, bucket: string): Promise<Answer> {
  const answer = await forward(call);
  if (answer.status < 300)
    await forward(callTo(call, 's3', { method: 'DELETE', url: `/${bucket}?policy`, body: '' }));
  return answer;
}
