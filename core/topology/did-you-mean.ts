import { byName } from '../base/collections';

/**
 * Changes of one letter (or two swapped ones) that turn one word into the other: optimal string alignment. Of words that
 * differ by more than `most`, it may be any number above.
 */
function distanceOf(a: string, b: string, most: number): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const above = rows[i - 1] ?? [];
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    rows.push(row);
    // A change of two swapped letters reaches back two rows.
    if (Math.min(...row, ...(rows[i - 1] ?? [])) > most) return most + 1;
  }
  return rows[a.length]?.[b.length] ?? 0;
}

/** People stop typing: the start of a word, three letters at least, is as near as one wrong letter. */
const startOf = (candidate: string, word: string) =>
  word.length >= 3 && candidate.toLowerCase().startsWith(word.toLowerCase());

/** `did you mean "calls"?`, when one of the known words is near enough; a third of its letters may differ. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const [nearest] = known
    .flatMap((candidate) => near(candidate, word))
    .toSorted(
      (a, b) =>
        a.distance - b.distance ||
        a.candidate.length - b.candidate.length ||
        byName(a.candidate, b.candidate),
    );
  return nearest === undefined ? undefined : `did you mean "${nearest.candidate}"?`;
}

function near(
  candidate: string,
  word: string,
): readonly { readonly candidate: string; readonly distance: number }[] {
  if (candidate.toLowerCase() === word.toLowerCase()) return [{ candidate, distance: 0 }];
  if (startOf(candidate, word)) return [{ candidate, distance: 1 }];
  const most = Math.max(1, Math.floor(candidate.length / 3));
  // Each letter more or less is a change, so that most words need not be compared.
  if (Math.abs(candidate.length - word.length) > most) return [];
  const distance = distanceOf(word.toLowerCase(), candidate.toLowerCase(), most);
  return distance <= most ? [{ candidate, distance }] : [];
}
