import { stringify } from 'yaml';
import type { Answers, Form } from './answers';
import { blockOf } from './networks';
import { DEPLOY_ROLE, ROLE_PARAMETER } from './roles';
import { commands, homesOf, IMAGE, placesOf, PORT, siteOf, VARIABLE } from './workloads';

/** Names of the file of a topology, by its form: where no file is named, the command finds it. */
export const topologyFiles: Readonly<Record<Form, string>> = {
  typescript: 'topology.ts',
  yaml: 'topology.yaml',
};

/** The topology in the form that was asked for. */
export const topologyText = (answers: Answers): string => texts[answers.form](answers);

const texts: Readonly<Record<Form, (answers: Answers) => string>> = {
  typescript: typescriptText,
  yaml: yamlText,
};

const lines = (...all: readonly (string | readonly string[])[]): string => `${all.flat().join('\n')}\n`;
const onlyIf = (condition: boolean, ...all: readonly string[]): readonly string[] => (condition ? all : []);
/** Keys with a hyphen need quotes in TypeScript. */
const asProperty = (name: string): string => (/^\w+$/.test(name) ? name : `'${name}'`);
/** A word that YAML reads as something else, such as `true`, needs quotes. */
const asScalar = (word: string): string => stringify(word).trimEnd();
const listed = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

function typescriptText(answers: Answers): string {
  const { mesh, accounts, region, runs, pipeline, bucket } = answers;
  const homes = homesOf(answers);
  const contained = runs !== 'none';
  const remote = pipeline !== 'none';
  const imports = [
    'Authority',
    ...(contained ? ['endpoint'] : []),
    'http',
    ...(contained ? ['loadBalancer'] : []),
    'param',
    'topology',
  ];
  return lines(
    `import { ${imports.join(', ')} } from 'meshspan';`,
    '',
    'export default topology({',
    `  mesh: '${mesh}',`,
    `  region: '${region}',`,
    ...onlyIf(accounts.length > 1, `  owner: '${homes.web}',`),
    `  // The role that deploys, in each account${remote ? '; the pipeline plans pull requests with another one' : ''}.`,
    `  parameters: { ${ROLE_PARAMETER}: { default: '${DEPLOY_ROLE}' } },`,
    '  accounts: {',
    ...accounts.map(
      ({ key, id }, place) =>
        `    ${asProperty(key)}: { id: '${id}', role: param('${ROLE_PARAMETER}'), network: { cidr: '${blockOf(place)}' } },`,
    ),
    '  },',
    ...onlyIf(remote, `  state: { kind: 's3', bucket: '${bucket}' },`),
    ...onlyIf(
      runs === 'eks',
      '  clusters: {',
      ...placesOf(homes).map(
        (key) =>
          `    ${asProperty(key)}: { kind: 'eks', account: '${key}', administrators: ['${DEPLOY_ROLE}'] },`,
      ),
      '  },',
    ),
    `  authority: Authority.privateCa({ commonName: '${mesh} root' }),`,
    ...onlyIf(
      contained,
      '  // Callers of the load balancer have to trust the root above. For browsers, name a public certificate here.',
      `  certificates: { site: { kind: 'issued', names: ['${siteOf(answers)}'] } },`,
    ),
    '  workloads: {',
    '    web: {',
    `      account: '${homes.web}',`,
    `      listens: http(${PORT}),`,
    "      calls: ['api'],",
    ...onlyIf(
      contained,
      "      entry: loadBalancer(443, { tls: { certificate: 'site' }, redirectFrom: 80 }),",
      '      runtime: {',
      `        image: '${IMAGE}',`,
      `        command: [${listed(commands.web)}],`,
      `        environment: { ${VARIABLE}: \`http://\${endpoint('api')}\` },`,
      '      },',
    ),
    '    },',
    '    api: {',
    `      account: '${homes.api}',`,
    `      listens: http(${PORT}),`,
    ...onlyIf(
      contained,
      '      runtime: {',
      `        image: '${IMAGE}',`,
      `        command: [${listed(commands.api)}],`,
      '      },',
    ),
    '    },',
    '  },',
    '});',
  );
}

function yamlText(answers: Answers): string {
  const { mesh, accounts, region, runs, pipeline, bucket } = answers;
  const homes = homesOf(answers);
  const contained = runs !== 'none';
  const remote = pipeline !== 'none';
  return lines(
    '# yaml-language-server: $schema=node_modules/meshspan/schema/topology.schema.json',
    `mesh: ${asScalar(mesh)}`,
    `region: ${region}`,
    ...onlyIf(accounts.length > 1, `owner: ${asScalar(homes.web)}`),
    '',
    `# The role that deploys, in each account${remote ? '; the pipeline plans pull requests with another one' : ''}.`,
    `parameters: { ${ROLE_PARAMETER}: { default: ${DEPLOY_ROLE} } }`,
    'accounts:',
    ...accounts.map(
      ({ key, id }, place) =>
        `  ${asScalar(key)}: { id: "${id}", role: { parameter: ${ROLE_PARAMETER} }, network: { cidr: ${blockOf(place)} } }`,
    ),
    ...onlyIf(remote, `state: { kind: s3, bucket: ${asScalar(bucket)} }`),
    ...onlyIf(
      runs === 'eks',
      '',
      'clusters:',
      ...placesOf(homes).map(
        (key) =>
          `  ${asScalar(key)}: { kind: eks, account: ${asScalar(key)}, administrators: [${DEPLOY_ROLE}] }`,
      ),
    ),
    '',
    `authority: { kind: private-ca, commonName: ${mesh} root }`,
    ...onlyIf(
      contained,
      '# Callers of the load balancer have to trust the root above. For browsers, name a public certificate here.',
      'certificates:',
      `  site: { kind: issued, names: [${siteOf(answers)}] }`,
    ),
    '',
    'workloads:',
    '  web:',
    `    account: ${asScalar(homes.web)}`,
    `    listens: { protocol: http, port: ${PORT} }`,
    '    calls: [api]',
    ...onlyIf(
      contained,
      '    entry: { kind: load-balancer, port: 443, tls: { certificate: site }, redirectFrom: 80 }',
      '    runtime:',
      `      image: ${IMAGE}`,
      `      command: [${listed(commands.web)}]`,
      `      environment: { ${VARIABLE}: "http://\${service.api}" }`,
    ),
    '  api:',
    `    account: ${asScalar(homes.api)}`,
    `    listens: { protocol: http, port: ${PORT} }`,
    ...onlyIf(contained, '    runtime:', `      image: ${IMAGE}`, `      command: [${listed(commands.api)}]`),
  );
}
