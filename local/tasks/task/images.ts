/** What an image of a task definition is on this machine. */
export type ImageKind =
  /** Programs of this machine, with nothing else on `PATH` than the image has. */
  | { readonly kind: 'programs'; readonly name: ProgramImage; readonly entryPoint: readonly string[] }
  /** An Envoy that gets its configuration from App Mesh. */
  | { readonly kind: 'app-mesh' }
  /** It receives traces: nothing here sends any. */
  | { readonly kind: 'collector' }
  /** The server itself, where its program is on this machine; otherwise a stand-in. */
  | { readonly kind: 'server'; readonly name: ServerImage }
  /** A stand-in for an application. */
  | { readonly kind: 'application' };

/** An image whose program runs here. */
export type ProgramImage = 'envoy' | 'aws-cli' | 'app-mesh';

/** A server that runs as itself where its program is on `PATH`. */
export type ServerImage = 'redis' | 'postgres';

/** By the last part of an image's repository, so that a mirror of an image is that image. */
const KNOWN: Readonly<Record<string, ImageKind>> = {
  // Its entry point adds the program where the command begins with an option.
  envoy: { kind: 'programs', name: 'envoy', entryPoint: [] },
  'aws-cli': { kind: 'programs', name: 'aws-cli', entryPoint: ['aws'] },
  'aws-appmesh-envoy': { kind: 'app-mesh' },
  'aws-xray-daemon': { kind: 'collector' },
  'aws-otel-collector': { kind: 'collector' },
  redis: { kind: 'server', name: 'redis' },
  postgres: { kind: 'server', name: 'postgres' },
  // PostgreSQL with the tables of Yelb.
  'yelb-db': { kind: 'server', name: 'postgres' },
};

/** What an image is on this machine: `public.ecr.aws/aws-cli/aws-cli:2.31.0`. */
export function imageKindOf(image: string): ImageKind {
  const [repository = ''] = image.split('@');
  const name = repository.slice(repository.lastIndexOf('/') + 1).replace(/:.*$/, '');
  return KNOWN[name] ?? { kind: 'application' };
}

/** Commands that both images have: bash, and what GNU coreutils, grep and sed bring. */
export const COMMANDS: readonly string[] = [
  'bash sh grep sed',
  '[ base64 basename cat chmod chown cp cut date dirname du echo env expr false head id install',
  'ln ls md5sum mkdir mktemp mv nproc od paste printenv printf pwd readlink realpath rm rmdir seq',
  'sha256sum sha512sum sleep sort stat sync tail tee test timeout touch tr true uname uniq wc whoami',
].flatMap((line) => line.split(' '));
