import type { OutputValue } from '../../../planner';
import type { Text } from '../../../topology';
import type { Filled } from '../specs';

/** What the script of a task fetches; every list may be empty. */
export interface FilesInputs {
  readonly region: Text;
  /** Certificates of ACM, each into a folder of its own: `chain.pem`, `key.pem` and `passphrase`. */
  readonly certificates: readonly { readonly arn: Text | OutputValue; readonly folder: string }[];
  /** Certificates of authorities, all of one trust into `bundle.pem` of a folder. */
  readonly trusts: readonly {
    readonly folder: string;
    readonly arns: readonly (Text | OutputValue)[];
  }[];
  /** Files that are known already: their texts are JSON. */
  readonly descriptions: readonly { readonly path: string; readonly text: string }[];
  /** Secrets of AWS Secrets Manager, each into a file. */
  readonly secrets: readonly { readonly arn: Text; readonly path: Text }[];
  /** Folders that are copied with all that is in them. */
  readonly copies: readonly { readonly from: Text; readonly to: Text }[];
  /** A version of an object of Amazon S3, into a file: a task that is started again gets what it had. */
  readonly configuration?: {
    readonly bucket: Text | OutputValue;
    readonly key: string;
    readonly version: Text | OutputValue;
    readonly path: string;
  };
  /** Folders that are made the property of the proxy's user; what is fetched is in these. */
  readonly folders: readonly Text[];
}

/** A script with nothing to fetch. */
export const NOTHING_FETCHED = {
  certificates: [],
  trusts: [],
  descriptions: [],
  secrets: [],
  copies: [],
  folders: [],
} as const satisfies Partial<FilesInputs>;

/** The names of the environment variables in which the script finds its inputs. */
export type FilesVariable =
  | 'CERTIFICATES'
  | 'TRUSTS'
  | 'SECRET_FILES'
  | 'SECRETS'
  | 'COPIES'
  | 'CONFIGURATION'
  | 'FOLDERS';

/** One line for each thing. Neither ARNs nor paths contain spaces; the rest of a line of JSON may. */
export function variablesOf(inputs: FilesInputs): Readonly<Partial<Record<FilesVariable, Filled>>> {
  const { certificates, trusts, descriptions, secrets, copies, configuration, folders } = inputs;
  const all: Readonly<Record<FilesVariable, readonly Filled[]>> = {
    CERTIFICATES: certificates.map(({ arn, folder }) => [arn, ` ${folder}`]),
    TRUSTS: trusts.map(({ folder, arns }) => [folder, ...arns.flatMap((arn) => [' ', arn])]),
    SECRET_FILES: descriptions.map(({ path, text }) => [`${path} ${JSON.stringify(JSON.parse(text))}`]),
    SECRETS: secrets.map(({ arn, path }) => [`${arn} ${path}`]),
    COPIES: copies.map(({ from, to }) => [`${from} ${to}`]),
    CONFIGURATION:
      configuration === undefined
        ? []
        : [[configuration.bucket, ` ${configuration.key} `, configuration.version, ` ${configuration.path}`]],
    FOLDERS: folders.length === 0 ? [] : [[folders.join(' ')]],
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, lines]) => (lines.length === 0 ? [] : [[name, linesOf(lines)]])),
  );
}

const linesOf = (lines: readonly Filled[]): Filled =>
  joined(lines.flatMap((line, index) => (index === 0 ? line : ['\n', ...line])));

/** Neighbouring texts are one. */
function joined(parts: Filled): Filled {
  const done: (Text | OutputValue)[] = [];
  for (const part of parts) {
    const last = done.at(-1);
    if (typeof part === 'string' && typeof last === 'string') done[done.length - 1] = `${last}${part}`;
    else done.push(part);
  }
  return done;
}

/** Whether there is anything to fetch or to prepare. */
export const hasFiles = (inputs: FilesInputs): boolean => Object.keys(variablesOf(inputs)).length > 0;

/** Whether anything of it changes while a task runs. */
export const isRenewed = ({ certificates, trusts, secrets, copies }: FilesInputs): boolean =>
  certificates.length + trusts.length + secrets.length + copies.length > 0;
