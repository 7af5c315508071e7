import * as fc from 'fast-check';
import { FORMS, fits, type FormName } from '../../../core/topology';
import { labelsOf } from '../../../core/topology/forms';

const NAMES = Object.keys(FORMS) as readonly FormName[];

test('the labels of any name are a zone, or nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
      const labels = labelsOf(name);
      expect(labels === '' || fits('zone', labels)).toBe(true);
      expect(labelsOf(labels)).toBe(labels);
    }),
    { numRuns: 500 },
  );
});

test('whatever is in a certificate is a name that is looked up, without its wildcard', () => {
  const label = fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/);
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 5 }), fc.boolean(), (labels, isWild) => {
      const name = labels.join('.');
      if (!fits('certificate-name', `${isWild ? '*.' : ''}${name}`)) return;
      expect(fits('host', name)).toBe(true);
      expect(labels.length + Number(isWild)).toBeGreaterThan(1);
      expect(name).not.toContain('_');
    }),
    { numRuns: 500 },
  );
});

test('no form is slow, or lets a text pass that is too long', () => {
  for (const form of NAMES) {
    const start = process.cpuUsage().user;
    for (const each of ['a', 'a.', '-', '_a', '*.', ' ', 'ä'])
      expect(fits(form, each.repeat(FORMS[form].most + 1))).toBe(false);
    expect(process.cpuUsage().user - start).toBeLessThan(200_000);
  }
});

test('what waits for a parameter fits every form', () => {
  for (const form of NAMES) expect(fits(form, '\u0000${parameter.LATER}')).toBe(true);
});
