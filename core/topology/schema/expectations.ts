/** What the schema says where only a parameter was expected: no message names it, since one is allowed everywhere. */
export const A_PARAMETER = 'expected a parameter';
