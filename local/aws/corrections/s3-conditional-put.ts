import type { Answer } from '../call';
import type { Correction } from './correction';

/** Writes in progress, by object: each waits for the previous one. */
const queues = new Map<string, Promise<unknown>>();

/** Of two writers with the condition "only if none exists", only one succeeds. */
export const s3ConditionalPut: Correction = {
  service: 's3',
  operations: 'all',
  reason: 'S3 checks and writes a conditional write in one step; moto checks first and writes later',
  moto: '5.2.5',
  seen: 'only by reading its put_object: two writers of one lock file in the same millisecond could both succeed; in 200 rounds of 16 writers none did',
  async answer(call, forward): Promise<Answer> {
    const conditional = call.headers['if-none-match'] !== undefined || call.headers['if-match'] !== undefined;
    if (call.method !== 'PUT' || !conditional) return await forward(call);
    const before = queues.get(call.path) ?? Promise.resolve();
    const mine = before.then(() => forward(call));
    queues.set(call.path, mine);
    const answer = await mine;
    if (queues.get(call.path) === mine) queues.delete(call.path);
    return answer;
  },
};
