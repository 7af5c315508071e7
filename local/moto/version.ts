/** The version of moto that the corrections in `local/aws/corrections` are written for. */
export const motoVersion = '5.2.5';

/**
 * The packages to install: moto, its web server, and the file parsers of its EC2, SSM and S3. moto's own
 * `moto[server]` would add a CloudFormation linter and an algebra system: 317 MB instead of 140, and three times as slow.
 * After a change: `node scripts/python-pins.mjs`.
 */
export const packages: readonly string[] = [
  `moto==${motoVersion}`,
  'flask==3.1.3',
  'flask-cors==6.0.5',
  'werkzeug==3.1.9',
  'PyYAML==6.0.3',
  'py-partiql-parser==0.6.3',
];
