import { fieldOf } from '../../../../core/base/json';
import type { WrittenTopology } from '../../../../core/topology';
import { stacksOf } from '../../../stacks/json';
import { byKind, mallWith, onEksOf } from './on-eks';

const front = { kind: 'kubernetes-secret', secret: 'front-tls', mountPath: '/tls' } as const;
const issued = { ...front, authority: 'root', names: ['mall.example.com'] };

/** `api` shows callers what is in a Secret. */
const showing = (store: object, cluster: object = {}): WrittenTopology => ({
  ...mallWith(
    {},
    {
      cluster,
      api: { listens: { protocol: 'http', port: 8443, tls: { certificate: 'front' } } },
    },
  ),
  stores: { front: store } as WrittenTopology['stores'],
  certificates: {
    front: {
      kind: 'file',
      chain: '/tls/tls.crt',
      privateKey: '/tls/tls.key',
      store: 'front',
      ...('authority' in store ? {} : { facts: { issuer: 'root', names: ['mall.example.com'] } }),
    },
  },
});
const connectorOf = (written: WrittenTopology) =>
  onEksOf(written)
    .clusters[0]?.addons.map(({ name }) => name)
    .slice(-2);

test('cert-manager has the certificate of a Secret issued by the authority, for its names', () => {
  const { Certificate, AWSPCAIssuer } = byKind(onEksOf(showing(issued)).manifests);
  expect(fieldOf(Certificate, 'spec')).toMatchObject({
    secretName: 'front-tls',
    dnsNames: ['mall.example.com'],
    issuerRef: { kind: 'AWSPCAIssuer', name: 'root' },
    privateKey: { rotationPolicy: 'Always' },
  });
  expect(fieldOf(AWSPCAIssuer, 'spec', 'arn')).toEqual({
    filled: [{ kind: 'authority-arn', authority: 'root' }],
  });
});

test('a cluster that is created gets the two add-ons, the second after the first, with a role for its authorities alone', () => {
  const written = showing(issued);
  expect(connectorOf(written)).toEqual(['cert-manager', 'aws-privateca-connector-for-kubernetes']);
  const [addon] = onEksOf(written).clusters[0]?.addons.slice(-1) ?? [];
  expect(addon?.needs).toBe('cert-manager');
  expect(addon?.identity?.allows).toEqual([
    {
      sid: 'ReadCertificates',
      actions: ['acm-pca:DescribeCertificateAuthority', 'acm-pca:GetCertificate'],
      resources: [[{ kind: 'authority-arn', authority: 'root' }]],
    },
    {
      sid: 'IssueCertificates',
      actions: ['acm-pca:IssueCertificate'],
      resources: [[{ kind: 'authority-arn', authority: 'root' }]],
      condition: {
        StringLike: { 'acm-pca:TemplateArn': 'arn:*:acm-pca:::template/EndEntityCertificate/V1' },
      },
    },
  ]);
});

test('its usages are the two with which the issuer asks for the template that a share with a member allows', () => {
  const { Certificate } = byKind(onEksOf(showing(issued)).manifests);
  expect(fieldOf(Certificate, 'spec', 'usages')).toEqual(['server auth', 'client auth']);
});

test('a Secret that somebody else writes adds nothing', () => {
  const { manifests } = onEksOf(showing(front));
  expect(manifests.filter(({ kind }) => kind === 'Certificate' || kind === 'AWSPCAIssuer')).toEqual([]);
  expect(connectorOf(showing(front))).not.toContain('cert-manager');
});

test('all facts of the certificate follow from its store', () => {
  const { plan } = onEksOf(showing(issued));
  expect(plan.notDeployed).toEqual([]);
});

test('a Secret that nobody is known to write, and a cluster that exists, are listed as not deployed', () => {
  const missing = (written: WrittenTopology) => onEksOf(written).plan.notDeployed.map(({ what }) => what);
  expect(missing(showing(front))).toEqual(['Secret "front-tls" in namespace "mall"']);
  expect(missing(showing(issued, { existing: 'platform' }))).toContain(
    'cert-manager and the AWS Private CA issuer in cluster "platform"',
  );
});

test('each object of which there may be several has its name in its address', () => {
  const stack = stacksOf(showing(issued))('shop-kubernetes');
  const manifests = stack.resources.map(({ address }) => address);
  expect(manifests).toContain('kubernetes_manifest.cluster-objects_pods_certificate_front-tls');
  expect(manifests).toContain('kubernetes_manifest.cluster-objects_pods_awspcaissuer_root');
});
