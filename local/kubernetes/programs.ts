import { providers } from '../../core/planner';
import { surroundingsOfProcess } from '../../terraform/surroundings';
import type { GoPins, GoPrograms } from '../go';
import kubeconformPins from './pins/kubeconform.json';
import kubernetesPins from './pins/kubernetes.json';
import kwokPins from './pins/kwok.json';
import providerPins from './pins/provider.json';
import { kubeconformVersion, kubernetesVersion, kwokVersion } from './versions';

const [major = '', minor = ''] = kubernetesVersion.split('.');
const VERSION = 'k8s.io/component-base/version';

/** The API server, the controllers and the scheduler. */
export const kubernetesPrograms: GoPrograms = {
  name: 'kubernetes',
  version: kubernetesVersion,
  packages: ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map(
    (name) => `k8s.io/kubernetes/cmd/${name}`,
  ),
  variables: {
    [`${VERSION}.gitVersion`]: `v${kubernetesVersion}`,
    [`${VERSION}.gitMajor`]: major,
    [`${VERSION}.gitMinor`]: minor,
  },
  pins: kubernetesPins satisfies GoPins,
};

/** Nodes, and what runs on them, simulated. */
export const kwokPrograms: GoPrograms = {
  name: 'kwok',
  version: kwokVersion,
  packages: ['sigs.k8s.io/kwok/cmd/kwok'],
  pins: kwokPins satisfies GoPins,
};

/** Compares manifests with schemas. */
export const kubeconformPrograms: GoPrograms = {
  name: 'kubeconform',
  version: kubeconformVersion,
  packages: ['github.com/yannh/kubeconform/cmd/kubeconform'],
  pins: kubeconformPins satisfies GoPins,
};

const { source, version } = providers.kubernetes;

/**
 * The provider hashicorp/kubernetes, in a folder that is a mirror of Terraform: its release, and two commits after it, since Go
 * can name no release of this module.
 */
export const providerPrograms: GoPrograms = {
  name: 'terraform-provider-kubernetes',
  version,
  packages: ['github.com/hashicorp/terraform-provider-kubernetes'],
  place: [...source.split('/'), version, surroundingsOfProcess().target].join('/'),
  file: `terraform-provider-kubernetes_v${version}_x5`,
  pins: providerPins satisfies GoPins,
};
