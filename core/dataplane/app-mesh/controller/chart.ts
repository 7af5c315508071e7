import { at, type Closed, type Topology } from '../../../topology';
import { APP_MESH_IMAGE } from '../task';
import type { ManifestTree } from '../../pods/specs';
import { IMAGES } from '../../tasks/images';

/** A release of Helm: a chart with its values. */
export interface ReleaseSpec {
  readonly name: string;
  /** Namespace of Kubernetes. */
  readonly namespace: string;
  readonly chart: string;
  /** Absent: the chart is a folder. */
  readonly source?: { readonly repository: string; readonly version: string };
  readonly values: ManifestTree;
}

/** Where the controller runs, and the service account that its role is for. */
export const CONTROLLER = {
  name: 'appmesh-controller',
  namespace: 'appmesh-system',
  serviceAccount: 'appmesh-controller',
} as const;

/** AWS's chart: https://github.com/aws/eks-charts/tree/master/stable/appmesh-controller */
const SOURCE = { repository: 'https://aws.github.io/eks-charts', version: '1.13.1' } as const;

/** Two controllers, of which one leads: pods start only while one answers. */
const REPLICAS = 2;

/** The controller of a cluster, with the Envoy that tasks of ECS have too; applications start behind it. */
export function controllerRelease(topology: Closed<Topology>, key: string): ReleaseSpec {
  const { region, images, accounts, clusters } = topology;
  const { account } = at(clusters, key);
  return {
    name: CONTROLLER.name,
    namespace: CONTROLLER.namespace,
    chart: 'appmesh-controller',
    source: SOURCE,
    values: {
      region,
      accountId: at(accounts, account).id,
      replicaCount: REPLICAS,
      podDisruptionBudget: { maxUnavailable: 1 },
      serviceAccount: { create: true, name: CONTROLLER.serviceAccount },
      sidecar: { image: imageOf(images.proxy ?? APP_MESH_IMAGE), waitUntilProxyReady: true },
      init: { image: imageOf(images.interception ?? IMAGES.interception) },
    },
  };
}

/** An image in the two values of the chart: what is before its tag or digest, and that. */
function imageOf(image: string): ManifestTree {
  const colon = image.lastIndexOf(':');
  return { repository: image.slice(0, colon), tag: image.slice(colon + 1) };
}

/** Folder of the chart of mesh objects, beside the stacks. */
const FOLDER = 'charts/mesh-objects';

/**
 * A chart that creates the objects in its values. Terraform plans a release without asking the API server for the kinds of
 * its objects, which it does not know before the controller is there.
 */
export const MESH_OBJECTS_CHART = {
  /** From the folder of a stack. */
  path: `../../${FOLDER}`,
  files: [
    {
      path: `${FOLDER}/Chart.yaml`,
      text: 'apiVersion: v2\nname: mesh-objects\ndescription: Mesh objects of the App Mesh controller\nversion: 1.0.0\n',
    },
    {
      path: `${FOLDER}/templates/objects.yaml`,
      text: '{{- range .Values.objects }}\n---\n{{ toYaml . }}\n{{- end }}\n',
    },
  ],
} as const;
