import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const guide = readFileSync(join(__dirname, '../../docs/troubleshooting.md'), 'utf8');
const quotes = [...guide.matchAll(/`([^`]+)`/g)].map(([, words = '']) => words.replaceAll(/\s+/g, ' '));

/**
 * A message that `docs/troubleshooting.md` quotes, completely or up to its `…`, with its `<…>` filled in; an error where the
 * guide does not quote it.
 */
export function quoted(message: string, values: Readonly<Record<string, string>> = {}): string {
  const isQuoted = quotes.some((words) =>
    words.endsWith('…') ? message.startsWith(words.slice(0, -1).trimEnd()) : words === message,
  );
  if (!isQuoted) throw new Error(`docs/troubleshooting.md does not quote: ${message}`);
  return message.replaceAll(/<(\w+)>/g, (place, name: string) => values[name] ?? place);
}
