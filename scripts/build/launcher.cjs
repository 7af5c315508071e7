#!/usr/bin/env node
// Starts program.js with what V8 compiled of it when it was built, which saves half of the time of a short run. V8 refuses
// the cache of another version, and then compiles as usual; Node 20 has no compile cache of its own to use instead.
'use strict';
const { readFileSync } = require('node:fs');
const { createRequire, wrap } = require('node:module');
const { join } = require('node:path');
const { Script } = require('node:vm');

const filename = join(__dirname, 'program.js');

function compiled() {
  try {
    return readFileSync(`${filename}.cache`);
  } catch {
    return undefined;
  }
}

const script = new Script(wrap(readFileSync(filename, 'utf8')), { filename, cachedData: compiled() });
script.runInThisContext()({}, createRequire(filename), { exports: {} }, filename, __dirname);
// The build asks for what was compiled on the way.
if (typeof process.meshspanCompiled === 'function') process.meshspanCompiled(script);
