import type { Answers } from './answers';
import type { Installation, ScaffoldFile } from './file';
import { readmeText } from './readme';
import { topologyFiles, topologyText } from './topology-text';

/** All files but the pipeline's, which follows the plan of this topology. */
export function scaffoldOf(answers: Answers, installation: Installation): readonly ScaffoldFile[] {
  const topology = topologyFiles[answers.form];
  return [
    { path: topology, text: topologyText(answers) },
    { path: 'main.ts', text: mainText(topology) },
    { path: 'cdktf.json', text: jsonText(cdktfJson) },
    { path: 'package.json', text: jsonText(packageJson(answers.mesh, installation)) },
    { path: '.gitignore', text: GITIGNORE },
    { path: 'README.md', text: readmeText(answers, installation) },
  ];
}

const jsonText = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

const mainText = (topology: string): string => `import { cdktfApp } from 'meshspan';

// What "cdktf synth" and "cdktf deploy" run. It writes what "npx meshspan synth" writes.
cdktfApp('${topology}');
`;

const cdktfJson = {
  language: 'typescript',
  app: 'node --require meshspan/dist/typescript.js main.ts',
  sendCrashReports: 'false',
  output: 'cdktf.out',
};

const packageJson = (mesh: string, { specifier }: Installation): object => ({
  name: mesh,
  private: true,
  scripts: { check: 'meshspan check', local: 'meshspan local run' },
  dependencies: { meshspan: specifier },
});

const GITIGNORE = `node_modules/

# what synth and Terraform write; local states are in .meshspan: keep a copy of them
cdktf.out/
out/
.meshspan/
.terraform/
*.tfstate*
`;
