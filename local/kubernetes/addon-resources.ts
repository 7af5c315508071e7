/** A kind of resource that an add-on brings into a cluster. */
interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
}

const certManager = (kind: string, plural: string, scope: Kind['scope'] = 'Namespaced'): Kind => ({
  group: 'cert-manager.io',
  version: 'v1',
  kind,
  plural,
  scope,
});
const privateCa = (kind: string, plural: string, scope: Kind['scope'] = 'Namespaced'): Kind => ({
  group: 'awspca.cert-manager.io',
  version: 'v1beta1',
  kind,
  plural,
  scope,
});

/** The kinds of each add-on that brings some. */
const KINDS: Readonly<Record<string, readonly Kind[]>> = {
  'cert-manager': [
    certManager('Certificate', 'certificates'),
    certManager('CertificateRequest', 'certificaterequests'),
    certManager('Issuer', 'issuers'),
    certManager('ClusterIssuer', 'clusterissuers', 'Cluster'),
  ],
  'aws-privateca-connector-for-kubernetes': [
    privateCa('AWSPCAIssuer', 'awspcaissuers'),
    privateCa('AWSPCAClusterIssuer', 'awspcaclusterissuers', 'Cluster'),
  ],
};

/** Any object: what is in these resources is for the add-on, which does not run here. */
const anything = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } as const;

/** The custom resource definitions that an add-on of EKS installs; none for most. */
export const resourcesOfAddon = (addon: string) =>
  (KINDS[addon] ?? []).map(({ group, version, kind, plural, scope }) => ({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope,
      names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties: { spec: anything, status: anything } } },
        },
      ],
    },
  }));
