import { tmpdir } from 'node:os';
import { runTerraform, terraformNeeded } from './command';

/** The Terraform that would run, or one line that says what to do. */
export type TerraformVersion =
  | {
      readonly ok: true;
      readonly version: string;
      /** Terraform's name of the machine it was built for, such as `linux_amd64`. */
      readonly target: string;
    }
  | { readonly ok: false; readonly problem: string };

/** Where to look for Terraform. */
export interface VersionOptions {
  /** @default `terraform`, from PATH */
  readonly binary?: string;
  /** @default the environment of this process */
  readonly from?: Readonly<Record<string, string | undefined>>;
}

/** The oldest Terraform that will do: the first that locks a state in S3 without a second service. */
const oldest = [1, 10] as const;

/** Asks Terraform for its version. */
export async function terraformVersion(options: VersionOptions = {}): Promise<TerraformVersion> {
  const result = await runTerraform(['version', '-json'], { cwd: tmpdir(), timeoutMs: 60_000, ...options });
  if (result.kind !== 'exited') return { ok: false, problem: result.problem };
  const parsed = versionIn(result.stdout);
  if (parsed === undefined)
    return { ok: false, problem: terraformNeeded('one that does not report its version') };
  return isNewEnough(parsed.version)
    ? { ok: true, ...parsed }
    : { ok: false, problem: terraformNeeded(parsed.version) };
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/** Versions before 0.13 print a sentence instead of JSON. */
function versionIn(text: string): { version: string; target: string } | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (
      typeof parsed === 'object' &&
      parsed !== null &&
      'terraform_version' in parsed &&
      'platform' in parsed
    ) {
      return { version: String(parsed.terraform_version), target: String(parsed.platform) };
    }
  } catch {
    const version = /^Terraform v(\d+\.\d+\.\d+)/.exec(text)?.[1];
    if (version !== undefined) return { version, target: '' };
  }
  return undefined;
}
