/** What the schema says where only a parameter was expected: no message names it, since one may stand everywhere. */
export const A_PARAMETER = 'expected a parameter';
