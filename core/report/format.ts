import type { Style } from './style';

/** The formats of results: `text` is for people and the default, all others are for programs. */
export const formats = ['text', 'json', 'svg'] as const;
export type Format = (typeof formats)[number];

/** A row for each format that a kind of result has; it may lack some. */
export type Formatted<Row> = Readonly<Partial<Record<Format, Row>>>;

/** Turns a result into what a command prints. Formats for programs ignore the style. */
export type Report<Result> = (result: Result, style: Style) => string;

/** The reports of one kind of result: text and JSON, and further formats where they fit it. */
export type Reports<Result> = Readonly<Record<'text' | 'json', Report<Result>>> & Formatted<Report<Result>>;
