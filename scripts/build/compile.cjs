// Runs a synth as a user would, and stores what V8 compiled for it beside the program. Called by the build, in a separate
// process: `node scripts/build/compile.cjs FOLDER`, where FOLDER takes the synthesized stacks.
'use strict';
const { renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '../..');
const cache = join(root, 'dist/program.js.cache');
process.argv = [
  process.execPath,
  'meshspan',
  'synth',
  join(root, 'examples/yelb/topology.yaml'),
  '--out',
  process.argv[2],
];
process.stdout.write = () => true;
process.stderr.write = () => true;
process.meshspanCompiled = (script) => {
  process.once('beforeExit', () => {
    writeFileSync(`${cache}.${process.pid}`, script.createCachedData());
    renameSync(`${cache}.${process.pid}`, cache);
  });
};
require(join(root, 'dist/meshspan.js'));
