import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checksReferenceOf } from '../../core/report';
import { allRules } from '../../sources/all-rules';
import { literalsOf } from '../architecture/literals';

const root = join(__dirname, '../..');
const ids = allRules.map(({ id }) => id);
const areas = [...new Set(ids.map((id) => id.slice(0, id.indexOf('/'))))];

/** Everything that may report a finding. */
const files = ['core', 'sources', 'stacks', 'cli', 'terraform'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const file = `${folder}/${name.replaceAll('\\', '/')}`;
      return { file, ...literalsOf(readFileSync(join(root, file), 'utf8')) };
    }),
);
const ID = new RegExp(`^(${areas.join('|')})/[a-z][a-z-]*$`);

it('every rule has an id of its own, a sentence and a source', () => {
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  for (const { id, sentence, source } of allRules)
    expect({ id, sentence, source }).toEqual({
      id: expect.stringMatching(/^[a-z]+(-[a-z]+)*\/[a-z]+(-[a-z]+)*$/),
      sentence: expect.stringMatching(/^(?!.*\.$)([a-z]|AWS|ACM)/),
      source: expect.stringMatching(/^(meshspan|assumed|RFC \d+|https:\/\/\S+[^.])$/),
    });
});

it('every rule that is written anywhere is in the registry, and no other', () => {
  const written = files.flatMap(({ objects }) =>
    objects.flatMap((entries) =>
      entries.flatMap(([key, text]) =>
        key === 'id' && text !== undefined && ID.test(text) ? [text] : ID.test(key) ? [key] : [],
      ),
    ),
  );
  expect(written.toSorted()).toEqual(ids.toSorted());
});

it('no finding names a rule that is not in the registry', () => {
  const unknown = files.flatMap(({ file, texts }) =>
    texts.filter((text) => ID.test(text) && !ids.includes(text)).map((text) => `${file}: ${text}`),
  );
  expect(unknown).toEqual([]);
});

it('a finding is created from its rule, in one place', () => {
  const parts = ['rule', 'severity', 'at', 'summary', 'fix'];
  const creating = files.filter(({ objects }) =>
    objects.some((entries) => parts.every((part) => entries.some(([key]) => key === part))),
  );
  // The second is the form of a finding in JSON.
  expect(creating.map(({ file }) => file).toSorted()).toEqual([
    'core/report/place.ts',
    'core/topology/rule.ts',
  ]);
});

it('the rules that no stack can express are these', () => {
  const found = allRules.filter(({ unbuildable }) => unbuildable === true);
  expect(found.map(({ id }) => id).toSorted()).toEqual([
    'app-mesh/connection-pool',
    'app-mesh/foreign-provider',
    'app-mesh/gateway-account',
    'authority/path-length',
    'authority/signer',
    'certificate/validation-zone',
    'data-plane/loss',
    'data-plane/not-yet',
    'entry/certificate',
    'entry/same-port',
    'entry/subnets',
    'envoy/open-text',
    'record/zone',
    'tls/acm-mutual',
    'tls/issuing-authority',
  ]);
});

// `node scripts/checks-doc.mjs` writes it.
it('docs/checks.md is current, and has a row for every rule', () => {
  const reference = checksReferenceOf(allRules);
  expect(readFileSync(join(root, 'docs/checks.md'), 'utf8')).toBe(reference);
  expect(ids.filter((id) => !reference.includes(`\n| \`${id}\` |`))).toEqual([]);
});
