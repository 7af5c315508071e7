/** The version of AWS's command that runs the scripts of deployed tasks here. */
export const awsCommandVersion = '1.46.3';

/**
 * The packages to install. PyPI has version 1 alone; the calls of our scripts are the same in version 2, which
 * AWS's image contains. After a change: `node scripts/python-pins.mjs`.
 */
export const packages: readonly string[] = [`awscli==${awsCommandVersion}`];
