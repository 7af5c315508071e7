import type { Hit, Path, Topology } from '../topology';
import { hit } from './hit';

/** The beginning of a private key as PEM, encrypted or not (RFC 7468); its lines may be joined by escapes. */
const PRIVATE_KEY = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----(?:\s|\\n)+(?:Proc-Type|[A-Za-z0-9+/]{8})/;

/** Texts with a private key in them: each would be in a Terraform state, which many can read. */
export const privateKeyHits = (topology: Topology): readonly Hit[] =>
  keysIn(topology, [], []).map(({ at, below }) =>
    hit(
      [...at, ...below],
      `${below.length === 0 ? 'a text' : below.join('.')} contains a private key, which would be in a plan and in a Terraform state`,
      `put the key into AWS Secrets Manager outside of Terraform, name the ARN of the secret instead (secrets of a runtime, or files of a store), and drop ${below.length === 0 ? 'the text' : below.join('.')}`,
    ),
  );

/** A part of the topology that has one, and where it is in what is written there. */
interface Found {
  readonly at: Path;
  readonly below: Path;
}

function keysIn(tree: unknown, at: Path, below: Path): readonly Found[] {
  if (typeof tree === 'string') return PRIVATE_KEY.test(tree) ? [{ at, below }] : [];
  if (typeof tree !== 'object' || tree === null) return [];
  const own = 'at' in tree && isPath(tree.at) ? { at: tree.at, below: [] } : { at, below };
  return Object.entries(tree).flatMap(([key, child]) =>
    // The application of a runtime is written in the runtime itself.
    keysIn(child, own.at, key === 'application' ? own.below : [...own.below, partOf(tree, key)]),
  );
}

const partOf = (tree: object, key: string): string | number => (Array.isArray(tree) ? Number(key) : key);

const isPath = (value: unknown): value is Path =>
  Array.isArray(value) && value.every((part) => typeof part === 'string' || typeof part === 'number');
