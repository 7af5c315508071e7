import type { RouteSpec, VirtualNodeSpec } from '@aws-sdk/client-app-mesh';
import { newMotoStage } from '../../local/aws/moto';
import { share, type Stage } from '../../local/aws/stage';
import { newRoot } from '../../local/aws/authorities';
import { administrator, newServices, type Administrator } from './accounts';

export const region = 'us-west-2';
export const NAMESPACE = 'member.mall.internal';

/** A mesh of one account whose `ui` calls the `api` of another account, which has two versions. */
export interface Mall {
  readonly url: string;
  readonly stage: Stage;
  readonly owner: Administrator;
  readonly member: Administrator;
  readonly authority: string;
  /** ARN of the share of the mesh and the authority. */
  readonly share: string;
  /** ARN of the certificate of `api` and `next`. */
  readonly certificate: string;
  /** Ids of the Cloud Map services of `api` and `next`. */
  readonly services: ReadonlyMap<string, string>;
  /** ARNs of the nodes, as their proxies name them. */
  readonly arns: Readonly<Record<'ui' | 'api' | 'next', string>>;
  /** Where the route of the service leads. */
  leadTo(node: string): Promise<void>;
  end(): Promise<void>;
}

export const shared = { meshName: 'mall', meshOwner: '111111111111' };

const routeTo = (virtualNode: string): RouteSpec => ({
  httpRoute: { match: { prefix: '/' }, action: { weightedTargets: [{ virtualNode, weight: 1 }] } },
});

/** A certificate of both versions. */
export async function newCertificate(
  { ask }: Administrator,
  authority: string,
  keyAlgorithm: string,
): Promise<string> {
  const { CertificateArn } = await ask('acm', 'RequestCertificate', {
    DomainName: `api.${NAMESPACE}`,
    SubjectAlternativeNames: [`api.${NAMESPACE}`, `next.${NAMESPACE}`],
    CertificateAuthorityArn: authority,
    KeyAlgorithm: keyAlgorithm,
  });
  return String(CertificateArn);
}

export async function newMall(): Promise<Mall> {
  const stage = await newMotoStage();
  const owner = await administrator(stage.aws, stage.owner.id);
  const member = await administrator(stage.aws, stage.member.id);
  const { arn: authority } = await newRoot(owner);
  const meshName = shared.meshName;
  const { mesh } = await stage.owner.mesh.createMesh({ meshName });
  const shareArn = await share(stage, { resourceArns: [mesh?.metadata?.arn ?? '', authority] });
  const services = await newServices(member, NAMESPACE, ['api', 'next']);
  const certificate = await newCertificate(member, authority, 'RSA_2048');
  const { mesh: theirs } = stage.member;
  const node = (serviceName: string): VirtualNodeSpec => ({
    listeners: [
      {
        portMapping: { port: 8080, protocol: 'http' },
        tls: { mode: 'STRICT', certificate: { acm: { certificateArn: certificate } } },
      },
    ],
    serviceDiscovery: { awsCloudMap: { namespaceName: NAMESPACE, serviceName } },
  });
  for (const name of ['api', 'next'])
    await theirs.createVirtualNode({ ...shared, virtualNodeName: name, spec: node(name) });
  const router = { ...shared, virtualRouterName: 'api' };
  await theirs.createVirtualRouter({
    ...router,
    spec: { listeners: [{ portMapping: { port: 8080, protocol: 'http' } }] },
  });
  await theirs.createRoute({ ...router, routeName: 'all', spec: routeTo('api') });
  await theirs.createVirtualService({
    ...shared,
    virtualServiceName: `api.${NAMESPACE}`,
    spec: { provider: { virtualRouter: { virtualRouterName: 'api' } } },
  });
  await stage.owner.mesh.createVirtualNode({
    meshName,
    virtualNodeName: 'ui',
    spec: {
      backends: [{ virtualService: { virtualServiceName: `api.${NAMESPACE}` } }],
      backendDefaults: {
        clientPolicy: {
          tls: { validation: { trust: { acm: { certificateAuthorityArns: [authority] } } } },
        },
      },
    },
  });
  const theirArn = `arn:aws:appmesh:${region}:${member.id}:mesh/mall@${owner.id}/virtualNode`;
  return {
    url: stage.aws.url,
    stage,
    owner,
    member,
    authority,
    share: shareArn,
    certificate,
    services,
    arns: {
      ui: `arn:aws:appmesh:${region}:${owner.id}:mesh/mall/virtualNode/ui`,
      api: `${theirArn}/api`,
      next: `${theirArn}/next`,
    },
    leadTo: async (name) => {
      await theirs.updateRoute({ ...router, routeName: 'all', spec: routeTo(name) });
    },
    end: () => stage.end(),
  };
}
