import type { VirtualNodeData } from '@aws-sdk/client-app-mesh';
import { at, type Topology } from '../../core/topology';
import type { LocalAws } from '../../local/aws/server';
import { localClient } from '../../local/client';
import { accountIn, type Account } from '../local/aws/accounts';

interface Certificate {
  readonly DomainName: string;
  readonly CertificateAuthorityArn: string;
  readonly Status: string;
}

interface Authority {
  readonly Arn: string;
  readonly Status: string;
}

/**
 * What the APIs of a local AWS say of a deployed mesh, a sorted line per authority, node, call and member of a share.
 * Nodes are seen by the mesh's owner, certificates by their own account. The one authority is "the root".
 */
export async function seenOf(aws: LocalAws, topology: Topology): Promise<readonly string[]> {
  const [meshName, region] = [topology.mesh.name, topology.region];
  const owner = await accountIn(aws, at(topology.accounts, topology.owner).id, region);
  const json = async (account: string, service: string, target: string, body: object): Promise<unknown> => {
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
    const client = await localClient(aws.url, account, region);
    return JSON.parse(await client.ask({ service, headers, body: JSON.stringify(body) }));
  };

  const listed = await json(owner.id, 'acm-pca', 'ACMPrivateCA.ListCertificateAuthorities', {});
  const { CertificateAuthorities: every } = listed as { CertificateAuthorities: readonly Authority[] };
  const authorities = every.filter(({ Status }) => Status !== 'DELETED');
  const roots = new Map(authorities.map(({ Arn }, index) => [Arn, index === 0 ? 'the root' : Arn]));
  const called = (arn = 'nobody'): string => roots.get(arn) ?? arn;

  const { virtualNodes = [] } = await owner.mesh.listVirtualNodes({ meshName });
  const nodes = virtualNodes.map(async ({ virtualNodeName = '', resourceOwner = '' }) => {
    const { virtualNode } = await owner.mesh.describeVirtualNode({ meshName, virtualNodeName });
    const tls = virtualNode?.spec?.listeners?.[0]?.tls;
    const CertificateArn = tls?.certificate?.acm?.certificateArn;
    const described = await json(resourceOwner, 'acm', 'CertificateManager.DescribeCertificate', {
      CertificateArn,
    });
    const { DomainName, CertificateAuthorityArn, Status } = (described as { Certificate: Certificate })
      .Certificate;
    const issuer = called(CertificateAuthorityArn);
    return [
      `node ${virtualNodeName} of ${resourceOwner}: TLS ${tls?.mode}, certificate ${DomainName} ${Status} by ${issuer}`,
      ...callsOf(virtualNode, called),
    ];
  });
  return [
    ...authorities.map(({ Arn, Status }) => `${called(Arn)} is ${Status}`),
    ...(await Promise.all(nodes)).flat(),
    ...(await associationsOf(owner, called)),
  ].toSorted();
}

function callsOf(node: VirtualNodeData | undefined, called: (arn: string) => string): readonly string[] {
  const { backends = [], backendDefaults } = node?.spec ?? {};
  return backends.map(({ virtualService }) => {
    const policy = (virtualService?.clientPolicy ?? backendDefaults?.clientPolicy)?.tls;
    const trusted = policy?.validation?.trust?.acm?.certificateAuthorityArns?.map(called);
    const enforced = policy?.enforce === true ? 'enforced' : 'not enforced';
    return `call ${node?.virtualNodeName} -> ${virtualService?.virtualServiceName}: TLS ${enforced}, trusts ${String(trusted)}`;
  });
}

/** What is shared, and with whom. */
async function associationsOf({ ram }: Account, called: (arn: string) => string): Promise<readonly string[]> {
  const { resourceShares = [] } = await ram.getResourceShares({ resourceOwner: 'SELF' });
  const living = resourceShares.filter(({ status }) => status === 'ACTIVE');
  const lines = living.map(async ({ name, resourceShareArn = '' }) => {
    const answers = (['PRINCIPAL', 'RESOURCE'] as const).map(async (associationType) => {
      const asked = { associationType, resourceShareArns: [resourceShareArn] };
      const { resourceShareAssociations = [] } = await ram.getResourceShareAssociations(asked);
      return resourceShareAssociations.map(({ associatedEntity = '', status }) => {
        const named = /:(mesh|transit-gateway)\//.exec(associatedEntity)?.[1] ?? called(associatedEntity);
        return `share ${name}: ${named} ${status}`;
      });
    });
    return (await Promise.all(answers)).flat();
  });
  return (await Promise.all(lines)).flat();
}
