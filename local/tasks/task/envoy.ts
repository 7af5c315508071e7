import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsedJson } from '../../../core/base/json';
import { isBootstrap, placedBootstrap, type EnvoyPlace, type PlacedBootstrap } from '../place/bootstrap';

/** Options of Envoy with a file of its configuration. */
const FILE_OPTIONS = new Set(['-c', '--config-path']);

/** The words of a container's command with every configuration of Envoy in its place. */
export interface PlacedWords {
  readonly words: readonly string[];
  readonly found: readonly PlacedBootstrap[];
}

/**
 * Puts the configurations of Envoy in a command into their places: a word that is one, or the file that an option names.
 * @param moved a word with the paths and addresses of this machine
 * @param home folder for what is written
 */
export function placedWords(
  words: readonly string[],
  moved: (word: string) => string,
  at: EnvoyPlace,
  home: string,
): PlacedWords {
  const found: PlacedBootstrap[] = [];
  const put = (deployed: unknown): string | undefined => {
    if (!isBootstrap(deployed)) return undefined;
    const placed = placedBootstrap(deployed, at);
    found.push(placed);
    return JSON.stringify(placed.bootstrap);
  };
  const placed = words.map((word, index) => {
    const inline = word.startsWith('{') ? put(parsedJson(word)) : undefined;
    if (inline !== undefined) return inline;
    if (!FILE_OPTIONS.has(words[index - 1] ?? '')) return moved(word);
    const text = put(parsedJson(read(moved(word))));
    // A file that is not there, or is none, is left for Envoy to say so.
    if (text === undefined) return moved(word);
    const file = join(home, `bootstrap-${index}.json`);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  });
  return { words: placed, found };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
