import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const guide = readFileSync(join(__dirname, '../../docs/troubleshooting.md'), 'utf8');
const quoted = [...guide.matchAll(/`([^`]+)`/g)].map(([, words = '']) => words.replaceAll(/\s+/g, ' '));

/**
 * A message with its `<…>` filled in, that `docs/troubleshooting.md` quotes, whole or up to its `…`; an error where it
 * doesn't.
 */
export function told(message: string, values: Readonly<Record<string, string>> = {}): string {
  const isQuoted = quoted.some((words) =>
    words.endsWith('…') ? message.startsWith(words.slice(0, -1).trimEnd()) : words === message,
  );
  if (!isQuoted) throw new Error(`docs/troubleshooting.md does not quote: ${message}`);
  return message.replaceAll(/<(\w+)>/g, (place, name: string) => values[name] ?? place);
}
