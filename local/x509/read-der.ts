/** One parsed element. */
export interface Element {
  readonly tag: number;
  readonly content: Buffer;
  /** Tag, length and content. */
  readonly whole: Buffer;
}

/** A sequence of elements; undefined where the bytes aren't valid. */
export function elementsOf(bytes: Buffer): readonly Element[] | undefined {
  const found: Element[] = [];
  for (let at = 0; at < bytes.length;) {
    const next = elementAt(bytes, at);
    if (next === undefined) return undefined;
    found.push(next);
    at += next.whole.length;
  }
  return found;
}

/** The children of a sequence or set; none for a primitive element. */
export function childrenOf(element: Element | undefined): readonly Element[] {
  return element === undefined ? [] : (elementsOf(element.content) ?? []);
}

/** An object identifier in dots. */
export function dottedOf(element: Element | undefined): string {
  const [first = 0, ...rest] = element?.content ?? Buffer.alloc(0);
  const numbers = [Math.min(2, Math.floor(first / 40)), first - Math.min(2, Math.floor(first / 40)) * 40];
  let value = 0;
  for (const byte of rest) {
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      numbers.push(value);
      value = 0;
    }
  }
  return numbers.join('.');
}

function elementAt(bytes: Buffer, at: number): Element | undefined {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined) return undefined;
  const extra = first < 0x80 ? 0 : first & 0x7f;
  // Four bytes of length mean up to 4 GiB; longer or indefinite lengths are not supported.
  if (first === 0x80 || extra > 4 || at + 2 + extra > bytes.length) return undefined;
  const length = extra === 0 ? first : bytes.readUIntBE(at + 2, extra);
  const start = at + 2 + extra;
  if (start + length > bytes.length) return undefined;
  return {
    tag,
    content: bytes.subarray(start, start + length),
    whole: bytes.subarray(at, start + length),
  };
}
