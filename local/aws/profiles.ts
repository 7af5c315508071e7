import { lstatSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../terraform/process-alive';
import { rootOf, type Credentials } from './credentials';

/** A credentials file for programs that use a profile by name. */
export interface ProfilesFile {
  readonly file: string;
  remove(): void;
}

const beginning = 'meshspan-aws-';

/** Writes keys for each profile, which belong to the root of the profile's account. */
export function writeProfiles(
  profiles: Readonly<Record<string, string>>,
  credentials: Credentials,
): ProfilesFile {
  const sections = Object.entries(profiles).map(([name, account]) => {
    const keys = credentials.issue(rootOf(account));
    return [
      `[${name}]`,
      `aws_access_key_id = ${keys.accessKeyId}`,
      `aws_secret_access_key = ${keys.secretAccessKey}`,
      `aws_session_token = ${keys.sessionToken}`,
      '',
    ].join('\n');
  });
  removeAbandonedProfiles();
  if (sections.length === 0) return { file: devNull, remove: () => undefined };
  // Its name contains the process id, so that it can be removed after its process was killed.
  const folder = mkdtempSync(join(tmpdir(), `${beginning}${process.pid}-`));
  const file = join(folder, 'credentials');
  writeFileSync(file, sections.join('\n'), { mode: 0o600 });
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Removes the folders of processes of this user that were killed. */
export function removeAbandonedProfiles(root: string = tmpdir()): void {
  for (const name of readdirSync(root)) {
    const pid = new RegExp(`^${beginning}(\\d+)-\\w+$`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid)) || !isOwn(join(root, name))) continue;
    rmSync(join(root, name), { recursive: true, force: true });
  }
}

function isOwn(folder: string): boolean {
  try {
    const found = lstatSync(folder);
    return found.isDirectory() && (process.getuid === undefined || found.uid === process.getuid());
  } catch {
    return false;
  }
}
