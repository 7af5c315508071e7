/** An element of an answer of AWS's Query protocol. */
export interface Xml {
  readonly name: string;
  readonly text: string;
  readonly children: readonly Xml[];
}

interface Growing {
  readonly name: string;
  text: string;
  readonly children: Growing[];
}

const TOKEN = /<(\/?)([\w:.-]+)[^>]*?(\/?)>|<[?!][^>]*>|([^<]+)/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescaped = (text: string): string =>
  text.replaceAll(/&(#x?)?(\w+);/g, (whole, numeric: string | undefined, name: string) =>
    numeric === undefined
      ? (ENTITIES[name] ?? whole)
      : String.fromCodePoint(Number.parseInt(name, numeric === '#x' ? 16 : 10)),
  );

/** The root element of an answer. AWS's answers have no attributes that matter, no comments and no CDATA. */
export function xmlOf(text: string): Xml {
  const root: Growing = { name: '', text: '', children: [] };
  const open = [root];
  for (const [, end, name, empty, words] of text.matchAll(TOKEN)) {
    const last = open.at(-1) ?? root;
    if (words !== undefined) last.text += unescaped(words);
    else if (name === undefined) continue;
    else if (end === '/') open.pop();
    else {
      const next: Growing = { name, text: '', children: [] };
      last.children.push(next);
      if (empty !== '/') open.push(next);
    }
  }
  return root.children[0] ?? root;
}

/** The element at the end of a path of names; undefined where there is none. */
export const within = (xml: Xml | undefined, ...path: readonly string[]): Xml | undefined =>
  path.reduce<Xml | undefined>((at, name) => at?.children.find((child) => child.name === name), xml);

/** The text at the end of a path of names, without space around it; undefined where there is none. */
export function textAt(xml: Xml | undefined, ...path: readonly string[]): string | undefined {
  const text = within(xml, ...path)?.text.trim();
  return text === '' ? undefined : text;
}

/** The members of a list at the end of a path of names. */
export const membersAt = (xml: Xml | undefined, ...path: readonly string[]): readonly Xml[] =>
  within(xml, ...path)?.children ?? [];
