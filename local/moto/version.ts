/** The moto that the corrections in `local/aws/corrections` were made for. */
export const motoVersion = '5.2.5';

/**
 * What is asked of pip: moto, the web server it needs, and what its EC2, SSM and S3 read files with. Its own
 * `moto[server]` would add a CloudFormation linter and an algebra system: 317 MB instead of 140, and thrice the time.
 * After a change: `node scripts/moto-pins.mjs`.
 */
export const packages: readonly string[] = [
  `moto==${motoVersion}`,
  'flask==3.1.3',
  'flask-cors==6.0.5',
  'werkzeug==3.1.9',
  'PyYAML==6.0.3',
  'py-partiql-parser==0.6.3',
];

/** The oldest Python that this moto runs on. */
export const oldestPython = { major: 3, minor: 10 } as const;
