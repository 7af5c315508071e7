import { filesOf } from '../../core/dataplane';
import { stillClosed, write, type WrittenTopology } from '../../core/topology';
import yelb from '../../examples/yelb/topology';
import { envoyVariants } from '../cases/envoy-variants';
import { planned } from '../cases/synthesized';
import { stacksOf, YELB_STACKS, type StackJson } from './json';

const { Certificate, tcp } = write;
const onEnvoy: WrittenTopology = { ...yelb, dataPlane: 'envoy' };
const stack = stacksOf(onEnvoy);
const onAppMesh = stacksOf(yelb);

const addressesOf = (json: StackJson): readonly string[] => json.resources.map(({ address }) => address);
const ofMesh =
  /^aws_appmesh_|^aws_iam_service_linked_role\.|^aws_ram_resource_association\.share_backend_mesh$/;
const ofConnection = /_(?:from|to)_.*_\d+/;

test('nothing of App Mesh is in any stack', () => {
  const texts = YELB_STACKS.map((name) => stack(name).text);
  expect(texts.filter((text) => /appmesh|virtual_node|mesh_owner/.test(text))).toEqual([]);
});

test('everything else that Yelb has on App Mesh is at the same address', () => {
  for (const name of YELB_STACKS) {
    const kept = addressesOf(onAppMesh(name)).filter((one) => !ofMesh.test(one) && !ofConnection.test(one));
    expect(
      addressesOf(stack(name))
        .filter((one) => !ofConnection.test(one))
        .toSorted(),
    ).toEqual(kept.toSorted());
  }
});

test('Yelb is 25, 65 and 28 resources', () => {
  expect(YELB_STACKS.map((name) => stack(name).resources.length)).toEqual([25, 65, 28]);
});

test('a group opens the port of the proxy, and not that of the application', () => {
  const rules = YELB_STACKS.flatMap((name) => addressesOf(stack(name))).filter((one) =>
    ofConnection.test(one),
  );
  const [into, outOf] = ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'];
  expect(rules.toSorted()).toEqual([
    `${outOf}.load-balancer_workload-yelb-ui-application-internal_to_yelb-ui_10080`,
    `${outOf}.workload_yelb-appserver_to_redis-server_26379`,
    `${outOf}.workload_yelb-appserver_to_yelb-db_25432`,
    `${outOf}.workload_yelb-ui_to_account_backend_24567_10-193-32-0-19`,
    `${into}.load-balancer_workload-yelb-ui-application-internal_from_10-192-0-0-16_443`,
    `${into}.load-balancer_workload-yelb-ui-application-internal_from_10-192-0-0-16_80`,
    `${into}.workload_redis-server_from_yelb-appserver_26379`,
    `${into}.workload_yelb-appserver_from_account_frontend_24567_10-192-32-0-19`,
    `${into}.workload_yelb-db_from_yelb-appserver_25432`,
    `${into}.workload_yelb-ui_from_load-balancer-application-internal_10080`,
  ]);
  expect(stack('backend').at(`${into}.workload_yelb-db_from_yelb-appserver_25432`)).toMatchObject({
    from_port: 25_432,
    to_port: 25_432,
    referenced_security_group_id: '${aws_security_group.workload_yelb-appserver.id}',
  });
});

test('an intercepted proxy is reached on the port of its application', () => {
  const rules = addressesOf(stacksOf(envoyVariants['intercepted'])('backend')).filter((one) =>
    ofConnection.test(one),
  );
  expect(rules.map((one) => /_(\d+)(?:_10-.*)?$/.exec(one)?.[1])).toEqual([
    '6379',
    '5432',
    '6379',
    '4567',
    '5432',
  ]);
});

test.each([
  ['frontend', 'yelb-ui'],
  ['backend', 'yelb-appserver'],
  ['backend', 'yelb-db'],
  ['backend', 'redis-server'],
])('a role in %s may fetch the key of %s and what it trusts, and nothing else', (account, key) => {
  const { name, policy } = stack(account).at(`aws_iam_policy.workload_${key}`);
  expect(name).toBe(`yelb-${key}-envoy-us-west-2`);
  expect(JSON.parse(String(policy))).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Sid: 'Certificate',
        Action: 'acm:ExportCertificate',
        Resource: [`\${aws_acm_certificate.certificate_${key}.arn}`],
      },
      {
        Effect: 'Allow',
        Sid: 'Authority',
        Action: 'acm-pca:GetCertificateAuthorityCertificate',
        Resource: ['${local.yelb_shared_authority_arn_root}'],
      },
    ],
  });
});

test('a proxy that reads only files has no policy', () => {
  const main = stacksOf(envoyVariants['mutual'])('main');
  expect(main.ofType('aws_iam_policy')).toEqual([]);
  expect(Object.keys(main.section('output')).filter((name) => /policy|fetched/.test(name))).toEqual([]);
});

test('a certificate keeps the key that it has, unless the topology asks for another', () => {
  const written: WrittenTopology = {
    ...onEnvoy,
    certificates: {
      ...onEnvoy.certificates,
      'yelb-db': Certificate.issued({ keyAlgorithm: 'EC_secp384r1' }),
    },
    workloads: {
      ...yelb.workloads,
      'yelb-db': { account: 'backend', listens: { ...tcp(5432), tls: { certificate: 'yelb-db' } } },
    },
  };
  const of = (json: StackJson, key: string) => json.at(`aws_acm_certificate.certificate_${key}`);
  const backend = stacksOf(written)('backend');
  expect(of(backend, 'redis-server')).toMatchObject({
    key_algorithm: 'EC_prime256v1',
    lifecycle: { ignore_changes: ['key_algorithm'] },
  });
  expect(of(backend, 'yelb-db')).toMatchObject({ key_algorithm: 'EC_secp384r1' });
  expect(of(backend, 'yelb-db')['lifecycle']).not.toHaveProperty('ignore_changes');
});

describe('who runs the containers gets', () => {
  const valueOf = (name: string, output: string): string => String(stack(name).output(output)['value']);

  test('these outputs', () => {
    expect(
      Object.keys(stack('frontend').section('output'))
        .filter((name) => !name.startsWith('peering'))
        .toSorted(),
    ).toEqual([
      'certificate_arn_votes',
      'certificate_arn_yelb_ui',
      'cluster_arn_frontend',
      'discovery_service_arn_yelb_ui',
      'ecs_service_yelb_ui',
      'load_balancer_name_workload_yelb_ui_application_internal',
      'local_endpoints_yelb_ui',
      'proxy_bootstrap_yelb_ui',
      'proxy_fetched_files_yelb_ui',
      'proxy_policy_arn_yelb_ui',
      'proxy_sds_files_yelb_ui',
      'security_group_id_yelb_ui',
      'target_group_arn_workload_yelb_ui_application_internal_443',
    ]);
    // What calls nothing has no endpoints.
    expect(stack('backend').section('output')).not.toHaveProperty('local_endpoints_yelb_db');
  });

  test('where the application reaches what it calls', () => {
    const endpoints = JSON.parse(valueOf('backend', 'local_endpoints_yelb_appserver')) as object;
    expect(endpoints).toEqual({
      'redis-server': { 6379: expect.stringMatching(/^127\.\d+\.\d+\.\d+:6379$/) },
      'yelb-db': { 5432: expect.stringMatching(/^127\.\d+\.\d+\.\d+:5432$/) },
    });
  });

  test('what to fetch, by ARN, and where its Envoy reads it', () => {
    const fetched = JSON.parse(valueOf('frontend', 'proxy_fetched_files_yelb_ui')) as object;
    expect(fetched).toEqual({
      certificates: [
        {
          arn: '${aws_acm_certificate.certificate_yelb-ui.arn}',
          chain: '/etc/meshspan/certificates/yelb-ui/chain.pem',
          privateKey: '/etc/meshspan/certificates/yelb-ui/key.pem',
          passphrase: '/etc/meshspan/certificates/yelb-ui/passphrase',
        },
      ],
      trusts: [
        {
          arns: ['${local.yelb_shared_authority_arn_root}'],
          bundle: '/etc/meshspan/trusts/root/bundle.pem',
        },
      ],
    });
    const files = JSON.parse(valueOf('frontend', 'proxy_sds_files_yelb_ui')) as object;
    expect(JSON.stringify(files)).toContain('/etc/meshspan/certificates/yelb-ui/chain.pem');
  });

  test('the same files as synth writes, for every proxy', () => {
    const { topology, lowered, plan } = planned(onEnvoy);
    const files = filesOf({ topology, lowered: stillClosed(lowered) });
    expect(files.map(({ path }) => path).filter((path) => path.endsWith('bootstrap.json'))).toHaveLength(4);
    const outputs = new Map(
      plan.stacks.flatMap(({ name, outputs: own }) =>
        own.map((output) => [output.name, valueOf(name, output.name)]),
      ),
    );
    for (const { path, text } of files) {
      const [, folder = '', file = ''] = /^proxies\/workload-([^/]+)\/(.+)$/.exec(path) ?? [];
      const of = folder.replaceAll('-', '_');
      const sds = JSON.parse(outputs.get(`proxy_sds_files_${of}`) ?? '{}') as Record<string, string>;
      const told =
        file === 'bootstrap.json' ? outputs.get(`proxy_bootstrap_${of}`) : sds[`/etc/meshspan/${file}`];
      expect({ path, text: told }).toEqual({ path, text });
    }
  });
});

describe('the name of a service that no workload has', () => {
  const names = stacksOf(envoyVariants['names of services'])('backend');
  const addressOf = (json: StackJson, key: string) =>
    (json.at(`aws_service_discovery_instance.service_${key}`)['attributes'] as Record<string, string>)[
      'AWS_INSTANCE_IPV4'
    ];

  test('resolves to where the proxies of its callers answer for it', () => {
    expect(names.at('aws_service_discovery_service.service_votes')).toMatchObject({ name: 'votes' });
    const endpoints = stacksOf(envoyVariants['names of services'])('frontend').output(
      'local_endpoints_counter',
    );
    const { votes } = JSON.parse(String(endpoints['value'])) as { votes: Record<string, string> };
    expect(Object.values(votes)).toEqual([`${addressOf(names, 'votes')}:4567`]);
    expect(addressOf(names, 'votes')).toMatch(/^127\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./);
  });

  test('resolves to an address of no machine where all callers are intercepted', () => {
    const intercepted = stacksOf({
      ...envoyVariants['names of services'],
      accounts: Object.fromEntries(
        Object.entries(yelb.accounts).map(([key, account]) => [
          key,
          { ...account, interception: 'iptables' },
        ]),
      ),
    })('backend');
    expect(addressOf(intercepted, 'votes')).toBe('192.0.2.1');
  });

  test('is at the address that it has on App Mesh', () => {
    const before = stacksOf({ ...envoyVariants['names of services'], dataPlane: 'app-mesh' })('backend');
    const records = (json: StackJson) =>
      addressesOf(json).filter((one) => one.startsWith('aws_service_discovery_'));
    expect(records(names)).toEqual(records(before));
  });
});

test('a certificate that only a caller presents is issued in its account', () => {
  const frontend = stacksOf(envoyVariants['names of services'])('frontend');
  expect(frontend.at('aws_acm_certificate.certificate_counter')).toMatchObject({
    domain_name: expect.stringContaining('counter'),
  });
  expect(String(frontend.at('aws_iam_policy.workload_counter')['policy'])).toContain(
    '${aws_acm_certificate.certificate_counter.arn}',
  );
});

test('what belongs to a retired account is gone, and its stack stays', () => {
  expect(stacksOf(envoyVariants['retired account'])('data').resources).toEqual([]);
});

test('no value crosses to another stack but those of networks, shares and authorities', () => {
  const wires = Object.values(envoyVariants).flatMap((written) => planned(written).plan.wires);
  expect(new Set(wires.map(({ kind }) => kind))).toEqual(new Set(['assigned']));
  expect(wires.filter(({ value }) => value.kind === 'asset')).toEqual([]);
});

test.each([
  ['without TLS of its own', 'plain', 20_080],
  ['with TLS, at a listener of its own', 'encrypted', 10_080],
] as const)('the rule for a load balancer %s is for the port of the proxy', (_, inside, port) => {
  const entry = write.loadBalancer(443, { inside });
  const listens = write.http(80);
  const ui = { account: 'frontend', listens, calls: ['yelb-appserver'], entry };
  const written = { ...onEnvoy, workloads: { ...yelb.workloads, 'yelb-ui': ui } };
  const rule = `aws_vpc_security_group_ingress_rule.workload_yelb-ui_from_load-balancer-application-internal_${port}`;
  expect(stacksOf(written)('frontend').at(rule)).toMatchObject({ from_port: port, to_port: port });
});
