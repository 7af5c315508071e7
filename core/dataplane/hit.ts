import type { Hit, Path } from '../topology';

/** What is wrong, and what to type. */
export const hit = (at: Path, summary: string, fix: string): Hit => ({ at, summary, fix });
