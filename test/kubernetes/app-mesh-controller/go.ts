import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '../../../local/packages';

const GO = 'go';

/** Something of the Go world, or one line that says why it cannot be had on this machine. */
export type Had<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

/** The folder of a Go module in the user's module cache. */
export function goModule(path: string, version: string): Had<string> {
  const ran = spawnSync(GO, ['mod', 'download', '-json', `${path}@${version}`], {
    cwd: tmpdir(),
    encoding: 'utf8',
  });
  if (ran.error !== undefined) return { ok: false, problem: `no Go: ${ran.error.message}` };
  const { Dir, Error: problem } = JSON.parse(ran.stdout) as { Dir?: string; Error?: string };
  return Dir === undefined
    ? { ok: false, problem: `${path}@${version}: ${(problem ?? ran.stderr).split('\n', 1)[0] ?? ''}` }
    : { ok: true, value: Dir };
}

/** Helm's own command, which is built once for a user. */
export function helmCommand(): Had<string> {
  const folder = join(cacheFolder(), `helm-${HELM}`);
  const command = join(folder, 'helm');
  if (existsSync(command)) return { ok: true, value: command };
  const { error, status, stderr } = spawnSync(GO, ['install', `helm.sh/helm/v3/cmd/helm@v${HELM}`], {
    env: { ...process.env, GOBIN: folder },
    encoding: 'utf8',
  });
  if (error !== undefined) return { ok: false, problem: `no Go: ${error.message}` };
  return status === 0
    ? { ok: true, value: command }
    : { ok: false, problem: `Helm could not be built: ${stderr.trim().split('\n').at(-1) ?? ''}` };
}

const HELM = '3.18.4';

/**
 * A folder with what `controller-gen` makes of the Go types of a package: custom resource definitions.
 * @param module that contains the package
 */
function crdsOfTypes(module: { readonly path: string; readonly version: string }, of: string): Had<string> {
  const folder = mkdtempSync(join(tmpdir(), 'meshspan-crds-'));
  writeFileSync(join(folder, 'go.mod'), 'module generated\n\ngo 1.24.0\n');
  writeFileSync(join(folder, 'types.go'), `package generated\n\nimport _ "${of}"\n`);
  const steps = [
    ['get', `${module.path}@${module.version}`],
    ['mod', 'tidy'],
    ['run', GENERATOR, 'crd', `paths=${of}`, `output:crd:dir=${join(folder, 'crds')}`],
  ];
  for (const step of steps) {
    const { error, status, stderr } = spawnSync(GO, step, { cwd: folder, encoding: 'utf8' });
    if (error !== undefined) return { ok: false, problem: `no Go: ${error.message}` };
    if (status !== 0)
      return { ok: false, problem: `go ${step.join(' ')}: ${stderr.trim().split('\n').at(-1) ?? ''}` };
  }
  return { ok: true, value: join(folder, 'crds') };
}

/** Flagger has the controller's Go types as they were at version 1.3: definitions of nodes, routers and services. */
export const crdsOfFlagger = (): Had<string> =>
  crdsOfTypes(FLAGGER, `${FLAGGER.path}/pkg/apis/appmesh/v1beta2`);

const FLAGGER = { path: 'github.com/fluxcd/flagger', version: 'v1.41.0' };

const GENERATOR = 'sigs.k8s.io/controller-tools/cmd/controller-gen@v0.16.5';
