import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootOf, type Credentials } from './credentials';

/** A credentials file for programs that ask for a profile by name. */
export interface ProfilesFile {
  readonly file: string;
  remove(): void;
}

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
  if (sections.length === 0) return { file: devNull, remove: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'meshspan-aws-'));
  const file = join(folder, 'credentials');
  writeFileSync(file, sections.join('\n'), { mode: 0o600 });
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
