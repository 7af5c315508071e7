/** Blocks 10.1.0.0/16 to 10.200.0.0/16. */
export const MOST_ACCOUNTS = 200;

/** The block of an account's network, by its place among the accounts, from 0: no two overlap. */
export const blockOf = (place: number): string => `10.${place + 1}.0.0/16`;
