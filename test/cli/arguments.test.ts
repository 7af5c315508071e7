import { parseArguments } from '../../cli/arguments';
import { commandHelpText, helpText } from '../../cli/help';
import { commands, options } from '../../cli/options';

/** The sentence that refuses such words. */
const refusalOf = (...words: readonly string[]): string => {
  const parsed = parseArguments(words);
  return parsed.kind === 'misuse' ? parsed.problem : parsed.kind;
};

it.each([
  [
    [],
    'name a command: init, check, plan, synth, validate, deploy, destroy, doctor, verify, pipeline, explain, lab, local or help',
  ],
  [['chek'], 'there is no command "chek"; did you mean "check"?'],
  [['apply'], 'there is no command "apply"; "meshspan help" lists every command'],
  [['pipeline'], 'name what runs the pipeline: github or gitlab'],
  [['pipeline', 'githbu'], 'there is no pipeline "githbu"; did you mean "github"?'],
  [['pipeline', 'github', 'a.ts', 'b.ts'], 'expected one file, got also "b.ts"'],
  [['pipeline', 'github', '--mesh', 'a'], '"pipeline" has no option --mesh; drop it'],
  [['init', 'a', 'b'], 'expected one folder, got also "b"'],
  [['init', '--set', 'a=b'], '"init" has no option --set; drop it'],
  [['init', '--runs', 'esc'], '--runs can\'t be "esc"; did you mean "ecs"?'],
  [['init', '--form', 'json'], '--form can\'t be "json"; it is one of typescript, yaml'],
  [
    ['init', '--accounts', 'a=1'],
    '--accounts can\'t be "a=1"; an account is a name and an id of twelve digits; write it like a=111111111111',
  ],
  [
    ['init', '--accounts', 'shared=111111111111'],
    '--accounts can\'t be "shared=111111111111"; "shared" is reserved: a stack that belongs to no single account, or an additional one of an account, has such a name; write another, such as shared-services',
  ],
  [
    ['init', '--accounts', 'a=111111111111,a=222222222222'],
    '--accounts can\'t be "a=111111111111,a=222222222222"; "a" is there twice; name each account once',
  ],
  [
    ['init', '--accounts', 'a=111111111111,b=111111111111'],
    '--accounts can\'t be "a=111111111111,b=111111111111"; "111111111111" is there twice; name each account once',
  ],
  [['init', '--region', 'us-wset-2'], '--region can\'t be "us-wset-2"; did you mean "us-west-2"?'],
  [['local'], 'name an action of "local": run, up, serve, down, status'],
  [['local', 'rnu'], 'there is no action "rnu"; did you mean "run"?'],
  [
    ['local', 'examples/yelb/topology.ts'],
    'there is no action "examples/yelb/topology.ts"; "meshspan help" lists every action',
  ],
  [['local', 'down', 'a.yaml'], '"local down" takes no file; drop "a.yaml"'],
  [['local', 'up', '--keep'], '"local up" has no option --keep; drop it'],
  [['local', 'up', '--no-traffic'], '"local up" has no option --no-traffic; drop it'],
  [['local', 'run', '--yes'], '"local" has no option --yes; drop it'],
  [['check', '--serve'], '"check" has no option --serve; drop it'],
  [['local', 'serve', '--serve'], '"local" has no option --serve; drop it'],
  [['lab', '--serve=8080'], '--serve takes no value; drop "8080"'],
  [['lab', '--out', 'dir'], '"lab" has no option --out; drop it'],
  [['lab', 'a.ts', 'b.ts'], 'expected one file, got also "b.ts"'],
  [['labb'], 'there is no command "labb"; did you mean "lab"?'],
  [['synth', '--stack', 'shared'], '"synth" has no option --stack; drop it'],
  [['deploy', '--stack'], '--stack has no value; write --stack NAME'],
  [['plan', '--jsn'], 'there is no option "--jsn"; did you mean "--json"?'],
  [['plan', '-x'], 'there is no option "-x"; "meshspan help" lists every option'],
  [['explain'], 'name what to explain: a verdict, a reason, a rule such as R1, or the id of a finding'],
  [['explain', 'R1', 'R2'], 'expected one code, got also "R2"'],
  [['explain', 'R1', '--fail-on', 'none'], '"explain" has no option --fail-on; drop it'],
  [['plan', 'a.ts', 'b.ts', 'c.ts'], 'expected one file, got also "b.ts", "c.ts"'],
  [['check', '--out', 'dir'], '"check" has no option --out; drop it'],
  [['synth', '--out'], '--out has no value; write --out DIR'],
  [['synth', '--out', '--json'], '--out has no value; write --out DIR'],
  [['synth', '--out='], '--out has no value; write --out DIR'],
  [['check', '--format', 'jsn'], '--format can\'t be "jsn"; did you mean "json"?'],
  [['check', '--format'], '--format has no value; write --format FORMAT'],
  [['plan', '--json', '--format', 'text'], '--json is short for --format json; drop it, or --format text'],
  [['check', '--json=yes'], '--json takes no value; drop "yes"'],
  [['check', '--set', 'port'], '--set port has no value; write --set NAME=VALUE'],
  [['check', '--fail-on', 'warnings'], '--fail-on can\'t be "warnings"; did you mean "warning"?'],
  [
    ['check', '--data-plane', 'istio'],
    '--data-plane can\'t be "istio"; it is one of app-mesh, envoy, service-connect, lattice',
  ],
])('%j is refused with what to type', (words, problem) => {
  expect(refusalOf(...words)).toBe(problem);
});

it('values are kept as they are typed', () => {
  const words = [
    'synth',
    'a.yaml',
    '--set',
    'x=1',
    '--set=y=a=b',
    '--set',
    'z=',
    '--out=-odd',
    '--fail-on=none',
  ];
  expect(parseArguments(words)).toEqual({
    kind: 'request',
    request: {
      command: 'synth',
      file: 'a.yaml',
      format: 'text',
      values: { x: '1', y: 'a=b', z: '' },
      valueFiles: [],
      env: false,
      failOn: 'none',
      out: '-odd',
      outputs: [],
      noColour: false,
      stacks: [],
      yes: false,
      keep: false,
      traffic: true,
      local: false,
      serve: false,
    },
  });
});

it('stacks are collected, and the action of local is none of its files', () => {
  expect(parseArguments(['deploy', 'a.ts', '--stack', 'x', '--stack=y', '--yes'])).toMatchObject({
    request: { command: 'deploy', file: 'a.ts', stacks: ['x', 'y'], yes: true },
  });
  expect(parseArguments(['local', 'run', 'a.ts', '--keep'])).toMatchObject({
    request: { command: 'local', action: 'run', file: 'a.ts', keep: true, traffic: true },
  });
  expect(parseArguments(['local', 'run', '--no-traffic'])).toMatchObject({ request: { traffic: false } });
  expect(parseArguments(['local', 'down'])).not.toHaveProperty('request.file');
});

it('the lab takes a file, and may be asked to stay', () => {
  expect(parseArguments(['lab', 'a.ts', '--serve', '--data-plane', 'app-mesh'])).toMatchObject({
    request: { command: 'lab', file: 'a.ts', serve: true, dataPlane: 'app-mesh' },
  });
  expect(parseArguments(['lab'])).toMatchObject({ request: { command: 'lab', serve: false } });
  expect(parseArguments(['lab'])).not.toHaveProperty('request.file');
});

it('options may come before the command, and the last of a repeated option counts', () => {
  const parsed = parseArguments([
    '--json',
    '--fail-on',
    'none',
    'check',
    '--fail-on',
    'warning',
    '--data-plane',
    'envoy',
  ]);
  expect(parsed).toMatchObject({
    request: { command: 'check', format: 'json', failOn: 'warning', dataPlane: 'envoy' },
  });
});

it.each([
  [['check'], 'text'],
  [['check', '--format', 'text'], 'text'],
  [['check', '--json'], 'json'],
  [['check', '--format=json'], 'json'],
  [['explain', 'R1', '--format', 'json', '--json'], 'json'],
  [['--json', 'plan', '--format', 'text', '--format', 'json'], 'json'],
])('%j asks for the format %s', (words, format) => {
  expect(parseArguments(words)).toMatchObject({ request: { format } });
});

it('help is understood in each of its forms', () => {
  for (const words of [['help'], ['--help'], ['-h'], ['--help', 'no-command']])
    expect(parseArguments(words)).toEqual({ kind: 'help' });
  for (const words of [
    ['check', '--help'],
    ['help', 'check'],
    ['-h', 'check'],
    ['check', 'a.yaml', '-h'],
  ])
    expect(parseArguments(words)).toEqual({ kind: 'help', command: 'check' });
  expect(parseArguments(['help', 'chekc'])).toEqual({
    kind: 'misuse',
    problem: 'there is no command "chekc"; did you mean "check"?',
  });
});

it('the help names every command and every option, within 130 columns', () => {
  const text = helpText();
  for (const name of Object.keys(commands)) expect(text).toContain(`\n  ${name} `);
  for (const name of Object.keys(options)) expect(text).toContain(`\n  --${name} `);
  expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThan(130);
});

const firstWords: Readonly<Partial<Record<keyof typeof commands, string>>> = {
  local: 'run',
  pipeline: 'github',
  explain: 'R1',
};

it.each(Object.keys(commands) as (keyof typeof commands)[])(
  'the help of %s has its own options, no others',
  (command) => {
    const text = commandHelpText(command);
    expect(text).toContain(commands[command]);
    for (const name of Object.keys(options)) {
      const values: Readonly<Record<string, string>> = {
        accounts: 'a=111111111111',
        region: 'us-west-2',
        runs: 'ecs',
        pipeline: 'none',
        form: 'yaml',
        bucket: 'states',
        at: '2027-01-31',
        'data-plane': 'lattice',
        'expires-within': '7',
        'fail-on': 'none',
        format: 'json',
        outputs: 'a=b',
        set: 'a=b',
      };
      const value = values[name] ?? 'x';
      const isText = options[name as keyof typeof options].type === 'string';
      const first = firstWords[command] ?? 'a.yaml';
      const words = [command, first, `--${name}${isText ? `=${value}` : ''}`];
      const parsed = parseArguments(words);
      const isRefused = parsed.kind === 'misuse' && parsed.problem.includes('has no option');
      expect([name, new RegExp(`^ {2}--${name}\\b(?!-)`, 'm').test(text)]).toEqual([name, !isRefused]);
    }
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(130);
  },
);
