import { fieldOf, parsedJson } from '../../core/base/json';
import { localClient, type LocalClient } from '../../local/client';
import { json, query } from '../../local/requests';
import { base64, call, configuration, issued, requestOfAuthority } from '../local/aws/authorities';
import { requestsOf, type Requests } from '../local/aws/requests';
import { networkOf } from '../../local/tasks/read/network';
import type { ContainerDefinition, TaskDefinition } from '../../local/tasks/read/ecs';

export const region = 'us-west-2';
export const [frontend, backend] = ['111111111111', '222222222222'];

/** Where the proxy of the application server accepts connections. */
const PORT = 24_567;

/** Changes what was deployed, past Terraform; returns what changes it back. */
export type Break = (url: string) => Promise<() => Promise<unknown>>;

const ecs = (operation: string, body: object) =>
  json('ecs', `AmazonEC2ContainerServiceV20141113.${operation}`, body);
const ec2 = (action: string, more: Readonly<Record<string, string>>) =>
  query('ec2', '2016-11-15', action, more);

/** A service gets another revision of its task definition. */
const revised =
  (
    account: string,
    service: string,
    change: (containers: readonly ContainerDefinition[]) => readonly ContainerDefinition[],
  ): Break =>
  async (url) => {
    const client = await localClient(url, account, region);
    const cluster = account === frontend ? 'yelb-frontend' : 'yelb-backend';
    const described = await client.ask(ecs('DescribeServices', { cluster, services: [service] }));
    const [found] = fieldOf(parsedJson(described), 'services') as readonly { taskDefinition: string }[];
    const before = found?.taskDefinition;
    const definition = fieldOf(
      parsedJson(await client.ask(ecs('DescribeTaskDefinition', { taskDefinition: before }))),
      'taskDefinition',
    ) as TaskDefinition;
    const registered = await client.ask(
      ecs('RegisterTaskDefinition', {
        ...definition,
        containerDefinitions: change(definition.containerDefinitions),
      }),
    );
    const after = fieldOf(parsedJson(registered), 'taskDefinition', 'taskDefinitionArn');
    const use = (taskDefinition: unknown): Promise<string> =>
      client.ask(ecs('UpdateService', { cluster, service, taskDefinition }));
    await use(after);
    return () => use(before);
  };

/** The role of a task lacks the policy of its proxy, which names the certificate. */
export const withoutPolicy: Break = async (url) => {
  const client = await localClient(url, backend, region);
  const iam = (action: string, more: Readonly<Record<string, string>>) =>
    client.ask(query('iam', '2010-05-08', action, more));
  const role = await roleOf(client);
  const attached = await iam('ListAttachedRolePolicies', { RoleName: role });
  const policy = /<PolicyArn>([^<]+)</.exec(attached)?.[1] ?? '';
  await iam('DetachRolePolicy', { RoleName: role, PolicyArn: policy });
  return () => iam('AttachRolePolicy', { RoleName: role, PolicyArn: policy });
};

/** The security group of the application server misses the port of its proxy. */
export const withoutPort: Break = async (url) => {
  const client = await localClient(url, backend, region);
  const { groups } = await networkOf([{ id: backend, region, client }]);
  const group = [...groups.values()].find(({ ingress }) => ingress.some(({ from }) => from === PORT));
  const permission = {
    GroupId: group?.id ?? '',
    'IpPermissions.1.IpProtocol': 'tcp',
    'IpPermissions.1.FromPort': String(PORT),
    'IpPermissions.1.ToPort': String(PORT),
    ...Object.fromEntries(
      (group?.ingress ?? [])
        .filter(({ from }) => from === PORT)
        .flatMap(({ cidrs }) => cidrs)
        .map((cidr, index) => [`IpPermissions.1.IpRanges.${index + 1}.CidrIp`, cidr]),
    ),
  };
  await client.ask(ec2('RevokeSecurityGroupIngress', permission));
  return () => client.ask(ec2('AuthorizeSecurityGroupIngress', permission));
};

/** Nothing registers the application server in Cloud Map, so that its name does not resolve. */
export const withoutName: Break = async (url) => {
  const client = await localClient(url, frontend, region);
  const id = await zoneOf(await localClient(url, backend, region), 'backend.yelb.internal');
  const path = (action: string): string => `/2013-04-01/hostedzone/${id}/${action}`;
  const vpc = await vpcOf(client);
  const body = (name: string): string =>
    `<${name} xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><VPC><VPCRegion>${region}</VPCRegion><VPCId>${vpc}</VPCId></VPC></${name}>`;
  await client.ask({
    service: 'route53',
    path: path('disassociatevpc'),
    body: body('DisassociateVPCFromHostedZoneRequest'),
  });
  return () =>
    client.ask({
      service: 'route53',
      path: path('associatevpc'),
      body: body('AssociateVPCWithHostedZoneRequest'),
    });
};

async function zoneOf(client: LocalClient, name: string): Promise<string> {
  const zones = await client.ask({ service: 'route53', path: '/2013-04-01/hostedzone' });
  const zone = zones.split('<HostedZone>').find((part) => part.includes(`<Name>${name}.<`));
  return /<Id>(?:\/hostedzone\/)?([^<]+)</.exec(zone ?? '')?.[1] ?? '';
}

async function vpcOf(client: LocalClient): Promise<string> {
  const vpcs = await client.ask(
    ec2('DescribeVpcs', { 'Filter.1.Name': 'is-default', 'Filter.1.Value.1': 'false' }),
  );
  return /<vpcId>([^<]+)</.exec(vpcs)?.[1] ?? '';
}

/** What fetches the certificates before the proxy starts is left out. */
export const withoutInit: Break = revised(backend, 'yelb-yelb-appserver', (containers) =>
  containers
    .filter(({ name }) => name !== 'files-init')
    .map((container) => ({
      ...container,
      dependsOn: (container.dependsOn ?? []).filter(({ containerName }) => containerName !== 'files-init'),
    })),
);

/** What fetches certificates writes over the files, instead of replacing them by a rename. */
export const writesInPlace: Break = revised(frontend, 'yelb-yelb-ui', (containers) =>
  containers.map((container) => ({
    ...container,
    entryPoint: (container.entryPoint ?? []).map(inPlace),
    command: (container.command ?? []).map(inPlace),
  })),
);

const inPlace = (word: string): string =>
  word.replace(
    'ln -s -f -n "${next##*/}" "$1/..next" && mv -T "$1/..next" "$1/..data"',
    'if [ -e "$1/..data" ]; then for each in "$next"/*; do cat "$each" > "$1/..data/${each##*/}"; done; else ln -s "${next##*/}" "$1/..data"; fi',
  );

/** The application server trusts another authority than the one that has issued its callers' certificates. */
export const ofAnotherAuthority: Break = async (url) => {
  const asked = await requestsOf({ url }, backend, region);
  const authority = await newAuthority(asked);
  const client = await localClient(url, backend, region);
  const role = await roleOf(client);
  // The role may read it: what fails is the trust alone.
  const PolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'acm-pca:GetCertificateAuthorityCertificate', Resource: authority },
    ],
  });
  const policy = { RoleName: role, PolicyName: 'another-authority' };
  await asked.query('iam', 'PutRolePolicy', { ...policy, PolicyDocument });
  const mend = await revised(backend, 'yelb-yelb-appserver', (containers) =>
    containers.map((container) => ({
      ...container,
      environment: (container.environment ?? []).map(({ name, value }) => ({
        name,
        value: name === 'TRUSTS' ? value.replaceAll(/arn:aws:acm-pca:\S+/g, authority) : value,
      })),
    })),
  )(url);
  return async () => {
    await mend();
    await asked.query('iam', 'DeleteRolePolicy', policy);
  };
};

/** A root that may issue, with which nobody has to do. */
async function newAuthority(owner: Requests): Promise<string> {
  const told = await call(owner, 'CreateCertificateAuthority', {
    CertificateAuthorityConfiguration: configuration,
    CertificateAuthorityType: 'ROOT',
  });
  const arn = String(told.json['CertificateAuthorityArn']);
  const { pem } = await issued(owner, arn, await requestOfAuthority(owner, arn), {
    TemplateArn: 'arn:aws:acm-pca:::template/RootCACertificate/V1',
    Validity: { Type: 'YEARS', Value: 10 },
  });
  await call(owner, 'ImportCertificateAuthorityCertificate', {
    CertificateAuthorityArn: arn,
    Certificate: base64(pem),
  });
  return arn;
}

/** The role of the application server's tasks. */
async function roleOf(client: LocalClient): Promise<string> {
  const roles = await client.ask(query('iam', '2010-05-08', 'ListRoles'));
  return /<RoleName>(yelb-yelb-appserver-task[^<]*)</.exec(roles)?.[1] ?? '';
}
