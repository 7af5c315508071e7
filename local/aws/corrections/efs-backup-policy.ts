import { fieldOf, parsedJson } from '../../../core/base/json';
import type { Part } from '../world';
import { callTo, type Correction } from './correction';
import { fileSystemKey } from './efs-file-system-policy';

/** Whether each file system is backed up, by `fileSystemKey`. */
const part: Part<Record<string, string>> = { name: 'efs-backup-policies', empty: () => ({}) };

/** A file system has a backup policy. */
export const efsBackupPolicy: Correction = {
  service: 'elasticfilesystem',
  operations: 'all',
  reason: 'EFS turns automatic backups of a file system on and off; moto does not support PutBackupPolicy',
  moto: '5.2.5',
  seen: 'create of aws_efs_backup_policy',
  async answer(call, forward, world) {
    const id = /^\/2015-02-01\/file-systems\/([^/]+)(?:\/backup-policy)?$/.exec(call.path)?.[1];
    if (id === undefined) return await forward(call);
    const policies = world.part(part);
    const key = fileSystemKey(call.caller.account, call.region, id);
    if (!call.path.endsWith('/backup-policy')) {
      if (call.method === 'DELETE') delete policies[key];
      return await forward(call);
    }
    const status = call.method === 'PUT' ? wantedIn(call.body) : policies[key];
    if (status === undefined) return await forward(call);
    const url = `/2015-02-01/file-systems?FileSystemId=${encodeURIComponent(id)}`;
    const found = await forward(callTo(call, 'elasticfilesystem', { method: 'GET', url, body: '' }));
    if (found.status !== 200) return found;
    policies[key] = status;
    return {
      status: 200,
      headers: { 'content-type': 'application/json', 'x-amzn-requestid': call.requestId },
      body: JSON.stringify({ BackupPolicy: { Status: status } }),
    };
  },
};

/** What is asked for, once it is in effect: AWS answers ENABLING and DISABLING for a while. */
function wantedIn(body: string): string | undefined {
  const wanted = fieldOf(parsedJson(body), 'BackupPolicy', 'Status');
  return wanted === 'ENABLED' || wanted === 'DISABLED' ? wanted : undefined;
}
