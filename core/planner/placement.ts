import type { Placed } from './asset';
import type { SubstrateContent } from './content';

/** A content in its stack, with what must be there before it. */
export interface Placement extends Placed {
  readonly stack: string;
}

/** A placement of the substrate; what it doesn't say is empty. */
export const placed = (
  stack: string,
  content: SubstrateContent,
  more: Partial<Omit<Placed, 'content'>> & Pick<Placed, 'concerns'>,
): Placement => ({ stack, content, reads: [], follows: [], names: [], outputs: [], ...more });
