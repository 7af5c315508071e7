// Lets Node run a program in TypeScript, such as the `main.ts` that `meshspan init` writes:
// `node --require meshspan/dist/typescript.js main.ts`. Types are removed, not checked; Node 20 cannot do that itself.
'use strict';
const { readFileSync } = require('node:fs');
const { transformSync } = require('esbuild');

require.extensions['.ts'] = (module, filename) => {
  const options = {
    loader: 'ts',
    format: 'cjs',
    target: 'node20',
    sourcefile: filename,
    sourcemap: 'inline',
  };
  module._compile(transformSync(readFileSync(filename, 'utf8'), options).code, filename);
};
