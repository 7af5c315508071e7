import { pems } from './certificates';
import type { FileCase } from './file-fixes';

const program = "export default { mesh: 'shop' };\n";
const server = { kind: 'sds', secret: 's', pem: pems.server };
const certificate = (more: object) => JSON.stringify({ certificates: { a: { ...server, ...more } } });
const privateKey = '-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n';

/** Mistakes in programs and in PEMs, each with the same file after its fix was followed. */
export const programFixes: readonly FileCase[] = [
  {
    rule: 'source/no-default',
    what: 'a named export',
    name: 'topology.ts',
    mistake: "export const mesh = { mesh: 'shop' };\n",
    typed: program,
    asks: 'export default',
  },
  {
    rule: 'source/syntax',
    what: 'a module that is not there',
    name: 'topology.ts',
    mistake: `import './elsewhere';\n${program}`,
    typed: program,
    asks: 'create it',
  },
  {
    rule: 'source/syntax',
    what: 'a program that does not compile',
    name: 'topology.ts',
    mistake: "export default { mesh: 'shop' ;\n",
    typed: program,
    asks: 'compiles',
  },
  {
    rule: 'source/threw',
    what: 'an error of its own',
    name: 'topology.ts',
    mistake: `throw new Error('no');\n${program}`,
    typed: program,
    asks: 'does not throw',
  },
  {
    rule: 'source/threw',
    what: 'what the library does not have',
    name: 'topology.ts',
    mistake: "import { topologie } from 'meshspan';\nexport default topologie({ mesh: 'shop' });\n",
    typed: "import { topology } from 'meshspan';\nexport default topology({ mesh: 'shop' });\n",
    asks: ', topology',
  },
  {
    rule: 'source/pem',
    what: 'a number for a path',
    mistake: 'certificates: { a: { kind: sds, secret: s, pemFile: 5 } }\n',
    typed: 'certificates: { a: { kind: sds, secret: s } }\n',
    asks: 'path of a PEM file',
  },
  {
    rule: 'source/pem',
    what: 'a text and a file',
    name: 'topology.json',
    mistake: certificate({ pemFile: 'a.pem' }),
    typed: certificate({}),
    asks: 'keep one',
  },
  {
    rule: 'source/pem',
    what: 'names that are stated too',
    name: 'topology.json',
    mistake: certificate({ facts: { names: ['a.internal'] } }),
    typed: certificate({ facts: {} }),
    asks: 'remove "names"',
  },
  {
    rule: 'source/pem',
    what: 'a private key',
    name: 'topology.json',
    mistake: certificate({ pem: `${pems.server}${privateKey}` }),
    typed: certificate({}),
    asks: 'the certificate alone',
  },
  {
    rule: 'source/pem',
    what: 'no certificate',
    name: 'topology.json',
    mistake: certificate({ pem: 'MIIB' }),
    typed: certificate({}),
    asks: '-----BEGIN CERTIFICATE-----',
  },
];
