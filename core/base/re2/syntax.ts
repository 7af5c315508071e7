/** A regular expression of RE2 as a tree. */
export type Node =
  | { readonly kind: 'character'; readonly takes: Takes }
  | { readonly kind: 'position'; readonly holds: Holds }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly least: number; readonly most: number };

/** Whether a character (a code point) is one of a class. */
export type Takes = (character: number) => boolean;

/** A condition at a position of a text: its start, its end, the border of a word. */
export type Holds = (text: readonly number[], at: number) => boolean;

/** The characters of a text, each a code point. */
export const charactersOf = (text: string): readonly string[] => Array.from(text);

/** Why a text is not a pattern; thrown while it is read, and caught by what reads it. */
export class NotAPattern extends Error {}

/** The characters of a pattern, read from left to right. */
export class Reader {
  readonly #characters: readonly string[];
  #at = 0;

  constructor(pattern: string) {
    this.#characters = charactersOf(pattern);
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#characters.length;
  }

  /** The next character without taking it; an empty text at the end. */
  peek(ahead = 0): string {
    return this.#characters[this.#at + ahead] ?? '';
  }

  next(): string {
    const character = this.peek();
    this.#at += 1;
    return character;
  }

  /** Takes the word where it comes next. */
  take(word: string): boolean {
    const comes = charactersOf(word).every((character, index) => this.peek(index) === character);
    if (comes) this.#at += charactersOf(word).length;
    return comes;
  }

  /** Takes what comes before a word, and the word. Nothing is taken where it does not come. */
  until(word: string): string | undefined {
    const last = charactersOf(word);
    for (let end = this.#at; end + last.length <= this.#characters.length; end++) {
      if (!last.every((character, index) => this.#characters[end + index] === character)) continue;
      const before = this.#characters.slice(this.#at, end).join('');
      this.#at = end + last.length;
      return before;
    }
    return undefined;
  }

  /** Takes characters as long as they are of the kind, at most so many. */
  while(kind: RegExp, most = Number.POSITIVE_INFINITY): string {
    let taken = '';
    while (taken.length < most && kind.test(this.peek())) taken += this.next();
    return taken;
  }

  /** Where it is, to go back to. */
  mark(): () => void {
    const at = this.#at;
    return () => {
      this.#at = at;
    };
  }
}
