import { securityGroupIdValue } from '../../core/planner';
import { manifestTemplate } from '../../stacks/pods/template';

const templateOf = (tree: Parameters<typeof manifestTemplate>[0]) =>
  manifestTemplate(tree, ({ kind }) => `\${local.${kind}}`);

test('what looks like a template in a script is text', () => {
  expect(templateOf({ script: 'echo ${x} %{y} $z' })).toEqual({ script: 'echo $${x} %%{y} $z' });
});

test('an open parameter is a variable, in names of data too', () => {
  expect(templateOf({ a: ['${parameter.tag}:1'], b: undefined, c: 0 })).toEqual({
    a: ['${var.tag}:1'],
    c: 0,
  });
});

test('a value of AWS is an expression, and a $ before it stays one', () => {
  expect(templateOf({ filled: ['costs $', securityGroupIdValue('ui'), '\n'] })).toBe(
    'costs $%{ if true }%{ endif }${local.asset}\n',
  );
});

test('a variable in a configuration cannot end its JSON', () => {
  expect(templateOf('{"image":"${parameter.tag}","port":1}')).toBe(
    String.raw`{"image":"${'${'}replace(jsonencode(var.tag), "/^\"|\"$/", "")}","port":1}`,
  );
  expect(templateOf('{${parameter.tag}')).toBe('{${var.tag}');
});
