import { errorRow, rulesOf } from '../core/topology';

/** What keeps a file from being read as a topology. */
export const sourceRules = rulesOf({
  'source/missing': errorRow('the file does not exist'),
  'source/not-a-file': errorRow('the path leads to a folder, a device or a pipe'),
  'source/too-large': errorRow('the file has more than 16 MiB'),
  'source/unreadable': errorRow('the file cannot be read'),
  'source/empty': errorRow('the file is empty'),
  'source/encoding': errorRow('the file is not UTF-8 text', 'RFC 3629'),
  'source/ending': errorRow('the name of the file does not say how to read it'),
  'source/syntax': {
    ...errorRow('the text is not valid YAML, JSON or TypeScript; a warning where the compiler only warns'),
    mayWarn: true,
  },
  'source/aliases': errorRow('the aliases of a YAML file repeat each other too often'),
  'source/no-default': errorRow('the program does not export a topology by default'),
  'source/threw': errorRow('the program threw an error'),
  'source/bundler': errorRow('esbuild, which reads programs, does not run'),
  'source/values': errorRow('a file of values does not contain names with values'),
  'source/outputs': errorRow('a file of outputs does not contain what `terraform output -json` prints'),
  'source/pem': errorRow('a PEM text or file is not a certificate that can be read'),
});

export type SourceRuleId = keyof typeof sourceRules;
