/** The version of checkov that examines the plans of the examples. */
export const checkovVersion = '3.3.30';

/** The packages to install. After a change: `node scripts/python-pins.mjs`. */
export const packages: readonly string[] = [`checkov==${checkovVersion}`];
