import type { Source } from '../../../core/source';
import type { Result } from '../../../core/topology';

/** A topology as a program would hand it over, for `judge`: no file, no positions. */
export const source = (written: unknown): Result<Source> => ({
  ok: true,
  value: { file: 'topology.ts', written, positions: () => undefined },
  findings: [],
});
