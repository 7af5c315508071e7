// Writes the pins of programs that are built with Go: the lines of go.mod and go.sum of a module that requires them, for
// Linux and macOS.
//
//   node scripts/go-pins.mjs    after a change of a version below; needs Go on PATH, and the network
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load, root } from './load.mjs';

const { kubernetesVersion, kwokVersion, kubeconformVersion } = await load('local/kubernetes/versions');
const openTofuVersion = '1.12.6';
/**
 * hashicorp/kubernetes 3.2.1, and two commits after it: Go can only name commits of a module whose major version is not in
 * its path.
 */
const providerCommit = 'v1.13.4-0.20260821094251-3a33fb6cc605';

/** Kubernetes keeps parts of itself in modules of their own, whose versions begin with 0. */
const parts = `
  api apiextensions-apiserver apimachinery apiserver cli-runtime client-go cloud-provider cluster-bootstrap code-generator
  component-base component-helpers controller-manager cri-api cri-client cri-streaming csi-translation-lib
  dynamic-resource-allocation endpointslice externaljwt kms kube-aggregator kube-controller-manager kube-proxy
  kube-scheduler kubectl kubelet metrics mount-utils pod-security-admission sample-apiserver sample-cli-plugin
  sample-controller`
  .trim()
  .split(/\s+/);
const partVersion = `v0${kubernetesVersion.slice(1)}`;

const programs = [
  {
    name: 'kubernetes',
    file: 'local/kubernetes/pins/kubernetes.json',
    module: `k8s.io/kubernetes v${kubernetesVersion}`,
    packages: ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map(
      (name) => `k8s.io/kubernetes/cmd/${name}`,
    ),
    replace: parts.map((part) => `k8s.io/${part} => k8s.io/${part} ${partVersion}`),
  },
  {
    name: 'kwok',
    file: 'local/kubernetes/pins/kwok.json',
    module: `sigs.k8s.io/kwok v${kwokVersion}`,
    packages: ['sigs.k8s.io/kwok/cmd/kwok'],
  },
  {
    name: 'kubeconform',
    file: 'local/kubernetes/pins/kubeconform.json',
    module: `github.com/yannh/kubeconform v${kubeconformVersion}`,
    packages: ['github.com/yannh/kubeconform/cmd/kubeconform'],
  },
  {
    name: 'provider',
    file: 'local/kubernetes/pins/provider.json',
    module: `github.com/hashicorp/terraform-provider-kubernetes ${providerCommit}`,
    packages: ['github.com/hashicorp/terraform-provider-kubernetes'],
  },
  {
    name: 'opentofu',
    file: 'test/opentofu/pins.json',
    module: `github.com/opentofu/opentofu v${openTofuVersion}`,
    packages: ['github.com/opentofu/opentofu/cmd/tofu'],
    replace: [
      'github.com/hashicorp/hcl/v2 => github.com/opentofu/hcl/v2 v2.20.2-0.20251021132045-587d123c2828',
    ],
  },
];

for (const { name, file, module, packages, replace = [] } of programs) {
  const folder = mkdtempSync(join(tmpdir(), 'go-pins-'));
  const replaced = replace.map((line) => `replace ${line}`);
  const lines = [`module meshspan.local/${name}`, 'go 1.24.0', `require ${module}`, ...replaced];
  writeFileSync(join(folder, 'go.mod'), `${lines.join('\n')}\n`);
  for (const GOOS of ['linux', 'darwin'])
    execFileSync('go', ['list', '-mod=mod', '-deps', ...packages], {
      cwd: folder,
      env: { ...process.env, GOOS, GOFLAGS: '' },
      stdio: ['ignore', 'ignore', 'inherit'],
      maxBuffer: 1 << 28,
    });
  const linesOf = (written) =>
    readFileSync(join(folder, written), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
  const pins = { mod: linesOf('go.mod'), sum: linesOf('go.sum') };
  writeFileSync(join(root, file), `${JSON.stringify(pins, undefined, 1)}\n`);
  rmSync(folder, { recursive: true });
  console.log(`${file}: wrote ${pins.sum.length} hashes`);
}
