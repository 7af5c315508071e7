import * as fc from 'fast-check';
import { hashOf } from '../../../core/base/hash';

/** As it is defined (FNV-1a, 64 bits), character by character. */
function defined(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const character of text)
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  return hash;
}

test.each([
  ['', 0xcbf29ce484222325n],
  ['a', 0xaf63dc4c8601ec8cn],
  ['foobar', 0x85944171f73967e8n],
])('of "%s" it is the one that others publish', (text, hash) => {
  expect(hashOf(text)).toBe(hash);
});

test('of every text it is FNV-1a', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(hashOf(text)).toBe(defined(text));
    }),
  );
});
