import { devNull } from 'node:os';

/** What any program needs, and what a download through a proxy or with an own certificate authority needs. */
const always = new Set(
  [
    'PATH HOME USER LOGNAME TMPDIR TMP TEMP LANG LC_ALL',
    'SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT USERPROFILE APPDATA LOCALAPPDATA PROGRAMDATA PROGRAMFILES',
    'HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY SSL_CERT_FILE SSL_CERT_DIR',
  ].flatMap((line) => line.split(' ')),
);

/** Which variables a child gets from the caller's environment, and which are added. */
export interface EnvironmentOptions {
  /**
   * The environment to choose from.
   * @default that of this process
   */
  readonly from?: Readonly<Record<string, string | undefined>>;
  /**
   * Prefixes of names to pass on, such as `AWS_` for credentials or `TF_VAR_` for variables.
   * @default none: a command that needs no credentials gets none
   */
  readonly inherit?: readonly string[];
  /**
   * Added last, over all else.
   * @default nothing
   */
  readonly add?: Readonly<Record<string, string>>;
  /**
   * The CLI configuration to use.
   * @default an empty one: the user's own never applies, so that a run is the same for everybody
   */
  readonly cliConfig?: string;
}

/**
 * The environment of a Terraform process: small, and without anything that changes what it does. `TF_LOG`, `TF_CLI_ARGS`,
 * `TF_DATA_DIR` and the user's own `TF_CLI_CONFIG_FILE` are not passed on; registry and Terraform Cloud tokens
 * (`TF_TOKEN_…`) are, as the only credentials that reach Terraform besides our CLI configuration.
 */
export function environmentOf(options: EnvironmentOptions = {}): Record<string, string> {
  const prefixes = ['TF_TOKEN_', ...(options.inherit ?? [])];
  const kept = Object.entries(options.from ?? process.env).flatMap(([name, value]) => {
    // Windows knows `Path`, Unix knows `http_proxy`.
    const wanted = always.has(name.toUpperCase()) || prefixes.some((prefix) => name.startsWith(prefix));
    return wanted && value !== undefined ? [[name, value] as const] : [];
  });
  return {
    ...Object.fromEntries(kept),
    // The provider's schema alone fills half a gigabyte: to collect garbage later saves a third of the time, and costs
    // little memory.
    GOGC: '400',
    TF_CLI_CONFIG_FILE: options.cliConfig ?? devNull,
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    CHECKPOINT_DISABLE: '1',
    NO_COLOR: '1',
    ...options.add,
  };
}
