// Writes a cdktf program as if by hand: the same blocks as synthesized stacks, as bare constructs.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const camel = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
const moduleOf = (type) => type.replace(/^aws_/, '').replaceAll('_', '-');
const require = createRequire(import.meta.url);
/** The provider names a class after its type, with exceptions: `…AccepterA` where the plain name was taken. */
function classOf(type) {
  const exported = Object.entries(require(`@cdktf/provider-aws/lib/${moduleOf(type)}`));
  return exported.find(([, each]) => each.tfResourceType === type)[0];
}
/** Maps whose keys belong to the user. */
const MAPS = new Set(['tags', 'attributes']);

/** A config as TypeScript: camel case keys, and `construct.attribute` where Terraform has `${type.name.attribute}`. */
function source(value, known, key = '') {
  if (Array.isArray(value)) return `[${value.map((each) => source(each, known)).join(', ')}]`;
  if (typeof value === 'string') {
    const reference = /^\$\{(aws_\w+)\.([\w-]+)\.(\w+)\}$/.exec(value);
    const made = reference === null ? undefined : known.get(`${reference[1]}.${reference[2]}`);
    return made === undefined ? JSON.stringify(value) : `${made}.${camel(reference[3])}`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([name, child]) => `${JSON.stringify(MAPS.has(key) ? name : camel(name))}: ${source(child, known, name)}`,
  );
  return `{ ${entries.join(', ')} }`;
}

const referencesIn = (block) => [
  ...[...JSON.stringify(block).matchAll(/\$\{(aws_\w+)\.([\w-]+)\./g)].map(
    ([, type, name]) => `${type}.${name}`,
  ),
  ...(block.depends_on ?? []),
];

/** The blocks of a stack, each after the ones it refers to. */
function ordered(blocks) {
  const done = new Map();
  const visit = (address) => {
    if (done.has(address) || !blocks.has(address)) return;
    done.set(address, blocks.get(address));
    const block = blocks.get(address);
    done.delete(address);
    for (const other of referencesIn(block).filter((each) => each !== address)) visit(other);
    done.set(address, block);
  };
  for (const address of blocks.keys()) visit(address);
  return [...done];
}

function stackSource(stack, json) {
  const blocks = new Map(
    Object.entries(json.resource ?? {}).flatMap(([type, made]) =>
      Object.entries(made).map(([name, block]) => [`${type}.${name}`, block]),
    ),
  );
  const known = new Map();
  const lines = [];
  ordered(blocks).forEach(([address, block], index) => {
    const dot = address.indexOf('.');
    const [type, name] = [address.slice(0, dot), address.slice(dot + 1)];
    const config = Object.fromEntries(
      Object.entries(block).filter(([key]) => !['//', 'provider', 'lifecycle', 'depends_on'].includes(key)),
    );
    const meta = [
      'provider',
      ...(block.lifecycle === undefined ? [] : [`lifecycle: ${source(block.lifecycle, known)}`]),
      ...(block.depends_on === undefined
        ? []
        : [`dependsOn: [${block.depends_on.flatMap((each) => known.get(each) ?? []).join(', ')}]`]),
    ];
    const id = JSON.stringify(`${type}_${name}`);
    lines.push(
      `const r${index} = new ${classOf(type)}(stack, ${id}, { ...${source(config, known)}, ${meta.join(', ')} } as never);`,
    );
    known.set(address, `r${index}`);
  });
  const outputs = Object.entries(json.output ?? {}).map(
    ([name, { value }]) =>
      `new TerraformOutput(stack, ${JSON.stringify(name)}, { value: ${source(value, known)} });`,
  );
  const remote = Object.entries(json.data?.terraform_remote_state ?? {}).map(
    ([name, { config }]) =>
      `new DataTerraformRemoteStateLocal(stack, ${JSON.stringify(`remote_${name}`)}, { path: ${JSON.stringify(config.path)} });`,
  );
  const locals = Object.entries(json.locals ?? {}).map(
    ([name, value]) =>
      `new TerraformLocal(stack, ${JSON.stringify(`local_${name}`)}, ${source(value, known)}).overrideLogicalId(${JSON.stringify(name)});`,
  );
  const [guard, settings] = json.provider.aws;
  return [
    `{ const stack = new TerraformStack(app, ${JSON.stringify(stack)});`,
    `new LocalBackend(stack, { path: ${JSON.stringify(json.terraform.backend.local.path)} });`,
    `const provider = new AwsProvider(stack, 'aws', ${source(settings, known)} as never);`,
    `new AwsProvider(stack, 'guard', ${source(guard, known)} as never);`,
    ...remote,
    ...locals,
    ...lines,
    ...outputs,
    '}',
  ].join('\n');
}

/** How a program imports the provider: each resource by its own path, or the complete provider, as in the project of `cdktf init`. */
const IMPORTS = {
  deep: (types) => [
    `import { AwsProvider } from '@cdktf/provider-aws/lib/provider';`,
    ...types.map((type) => `import { ${classOf(type)} } from '@cdktf/provider-aws/lib/${moduleOf(type)}';`),
  ],
  barrel: (types) => [
    `import * as aws from '@cdktf/provider-aws';`,
    `const AwsProvider = aws.provider.AwsProvider;`,
    ...types.map(
      (type) => `const ${classOf(type)} = aws.${camel(type.replace(/^aws_/, ''))}.${classOf(type)};`,
    ),
  ],
};

/** A module whose `bare(outdir)` builds and writes the stacks in `<folder>/stacks`. */
export function bareProgram(folder, imports = 'deep') {
  const stacks = readdirSync(join(folder, 'stacks'))
    .toSorted()
    .map((name) => [name, JSON.parse(readFileSync(join(folder, 'stacks', name, 'cdk.tf.json'), 'utf8'))]);
  const types = new Set(stacks.flatMap(([, json]) => Object.keys(json.resource ?? {})));
  return [
    `import { App, DataTerraformRemoteStateLocal, LocalBackend, TerraformLocal, TerraformOutput, TerraformStack } from 'cdktf';`,
    ...IMPORTS[imports]([...types]),
    'export function bare(outdir: string): void {',
    'const app = new App({ outdir, skipValidation: false });',
    ...stacks.map(([name, json]) => stackSource(name, json)),
    'app.synth();',
    '}',
  ].join('\n');
}
