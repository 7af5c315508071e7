import { execFile } from 'node:child_process';
import { recordOf } from '../../core/base/json';
import { environmentOf } from '../../terraform/environment';

/** A check of checkov that a resource of a plan fails. */
export interface Fired {
  /** Of the check: `CKV_AWS_158`. */
  readonly check: string;
  readonly sentence: string;
  /** Address of the resource. */
  readonly address: string;
}

/** Characters of a report: that of a large plan has some hundred thousand. */
const LONGEST = 1 << 26;

/**
 * What checkov finds in plans, with all of its checks of AWS.
 * @param python of `installCheckov`
 * @param files plans as `terraform show -json` writes them
 */
export async function checked(python: string, files: readonly string[]): Promise<readonly Fired[]> {
  const words = [
    '-m',
    'checkov.main',
    '--framework',
    'terraform_plan',
    '--output',
    'json',
    '--quiet',
    '--compact',
  ];
  // Its exit code is 1 where a check fails, and what is no report is no JSON.
  const text = await new Promise<string>((done, failed) => {
    execFile(
      python,
      [...words, '--skip-download', ...files.flatMap((file) => ['--file', file])],
      { env: environmentOf({}), maxBuffer: LONGEST },
      (error, stdout, stderr) => (stdout.trim() === '' ? failed(error ?? new Error(stderr)) : done(stdout)),
    );
  });
  return firedIn(text);
}

interface Report {
  readonly results: {
    readonly failed_checks: readonly {
      readonly check_id: string;
      readonly check_name: string;
      readonly resource: string;
    }[];
  };
  readonly summary: { readonly parsing_errors: number; readonly resource_count: number };
}

function firedIn(text: string): readonly Fired[] {
  const report: unknown = JSON.parse(text);
  // A plan without resources has no results.
  if (recordOf(report)['results'] === undefined || (report as Report).summary.parsing_errors > 0)
    throw new Error(`checkov has not read the plans: ${text}`);
  return (report as Report).results.failed_checks.map(({ check_id, check_name, resource }) => ({
    check: check_id,
    sentence: check_name,
    address: resource,
  }));
}
