import type { Answer } from '../../core/doctor';

/** What was found about a need. */
export type Found = Pick<Answer, 'result' | 'found' | 'fix'>;

export const ok = (found: string): Found => ({ result: 'ok', found });
export const unknown = (found: string): Found => ({ result: 'not checked', found });
export const problem = (found: string, fix: string): Found => ({ result: 'problem', found, fix });
