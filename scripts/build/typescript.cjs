// Lets Node run a program in TypeScript, such as the `main.ts` that `meshspan init` writes:
// `node --require meshspan/dist/typescript.js main.ts`. Types are removed, not checked; Node 20 cannot do that itself.
'use strict';
const { readFileSync } = require('node:fs');
const { createRequire, wrap } = require('node:module');
const { dirname } = require('node:path');
const { Script } = require('node:vm');
const { transformSync } = require('esbuild');

require.extensions['.ts'] = (module, filename) => {
  const options = {
    loader: 'ts',
    format: 'cjs',
    target: 'node20',
    sourcefile: filename,
    sourcemap: 'inline',
  };
  const { code } = transformSync(readFileSync(filename, 'utf8'), options);
  const run = new Script(wrap(code), { filename }).runInThisContext();
  run(module.exports, createRequire(filename), module, filename, dirname(filename));
};
