import { fieldOf, parsedJson } from '../core/base/json';

/** A diagnostic of Terraform about a stack, in Terraform's own fields. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  /** What it is about, such as `resource.aws_vpc.this`, where Terraform names it. */
  readonly address?: string;
}

/** An error of ours in Terraform's shape. */
export function errorOf(summary: string, detail = ''): Diagnostic {
  return { severity: 'error', summary, detail };
}

/** Warnings that come from how we set Terraform up. */
const ofOurs: readonly string[] = [
  // True of every mirror, and about lock files that are written anew.
  'Incomplete lock file information for providers',
  // Where providers run in place.
  'Provider development overrides are in effect',
];

const isAboutStack = ({ summary }: Diagnostic): boolean => !ofOurs.includes(summary);

/** The diagnostics in the output of `terraform validate -json`; nothing where it isn't that. */
export function diagnosticsOfValidate(stdout: string): readonly Diagnostic[] | undefined {
  const parsed = parsedJson(stdout);
  const listed = fieldOf(parsed, 'diagnostics');
  return Array.isArray(listed) ? listed.flatMap(diagnosticOf).filter(isAboutStack) : undefined;
}

/** The diagnostics among the lines of `terraform init -json`, of which some aren't JSON. */
export function diagnosticsOfInit(stdout: string): readonly Diagnostic[] {
  return stdout
    .split('\n')
    .flatMap((line) => diagnosticOf(fieldOf(parsedJson(line), 'diagnostic')))
    .filter(isAboutStack);
}

/** The last lines that a command printed, where there is nothing better. */
export function lastWordsOf(stdout: string, stderr: string): string {
  const said = stderr.trim() === '' ? stdout : stderr;
  return said.trim().split('\n').slice(-10).join('\n');
}

function diagnosticOf(value: unknown): readonly Diagnostic[] {
  const summary = fieldOf(value, 'summary');
  if (typeof summary !== 'string') return [];
  const detail = fieldOf(value, 'detail');
  const address = fieldOf(value, 'address') ?? fieldOf(value, 'snippet', 'context');
  return [
    {
      severity: fieldOf(value, 'severity') === 'warning' ? 'warning' : 'error',
      summary,
      detail: typeof detail === 'string' ? detail : '',
      ...(typeof address === 'string' ? { address } : {}),
    },
  ];
}
