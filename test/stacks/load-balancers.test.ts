import { fronted, FRONT_ARN } from '../cases/fronted';
import { stacksOf, type Json } from './json';

const stacks = stacksOf(fronted);
const till = stacks('till');
const store = stacks('store');

const UI = 'load-balancer_workload-ui-application-internal';
const DOOR = 'load-balancer_gateway-door-application-internet-facing';
const LEDGER = 'load-balancer_workload-ledger-network-internal';

test('a load balancer is in private subnets, protected, and drops invalid headers', () => {
  expect(till.at(`aws_lb.${UI}`)).toMatchObject({
    name: 'shop-ui-app',
    load_balancer_type: 'application',
    internal: true,
    enable_deletion_protection: true,
    drop_invalid_header_fields: true,
    access_logs: { bucket: 'shop-logs', prefix: 'ui', enabled: true },
    subnets: '${local.shop_shared_private_subnet_ids_till}',
    security_groups: [`\${aws_security_group.${UI}.id}`],
    tags: { team: 'front' },
  });
});

test('one that faces the internet is in public subnets, and no other is', () => {
  const inPublic = [...till.ofType('aws_lb'), ...store.ofType('aws_lb')].filter(
    ({ body }) => body['internal'] === false,
  );
  expect(inPublic.map(({ address, body }) => [address, body['subnets']])).toEqual([
    [`aws_lb.${DOOR}`, '${local.shop_shared_public_subnet_ids_till}'],
    [
      'aws_lb.load-balancer_workload-ui-application-internet-facing',
      '${local.shop_shared_public_subnet_ids_till}',
    ],
  ]);
});

test('in a network of others it is in the subnets that are named there', () => {
  expect(store.at(`aws_lb.${LEDGER}`)).toMatchObject({
    load_balancer_type: 'network',
    enable_cross_zone_load_balancing: true,
    enable_deletion_protection: false,
    subnets: ['subnet-0000000000000000a', 'subnet-0000000000000000b'],
  });
  expect(store.at(`aws_lb.${LEDGER}`)).not.toHaveProperty('drop_invalid_header_fields');
});

test('HTTPS has TLS 1.3 and a certificate of ACM, issued or imported', () => {
  expect(till.at(`aws_lb_listener.${UI}_443`)).toMatchObject({
    protocol: 'HTTPS',
    ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    certificate_arn: '${aws_acm_certificate.certificate_front.arn}',
  });
  expect(store.at('aws_lb_listener.load-balancer_workload-prices-application-internal_443')).toMatchObject({
    certificate_arn: FRONT_ARN,
  });
});

test('the certificate that is issued for load balancers has the names of their records', () => {
  expect(till.at('aws_acm_certificate.certificate_front')['subject_alternative_names']).toEqual([
    'door.example.com',
    'shop.till.example.com',
  ]);
});

test('plain HTTP leads to HTTPS', () => {
  expect(till.at(`aws_lb_listener.${UI}_80`)).toMatchObject({
    protocol: 'HTTP',
    default_action: [
      { type: 'redirect', redirect: { protocol: 'HTTPS', port: '443', status_code: 'HTTP_301' } },
    ],
  });
});

test('who takes a target group waits for the listener that forwards to it', () => {
  expect(till.output('target_group_arn_workload_ui_application_internal_443')['value']).toBe(
    `\${aws_lb_listener.${UI}_443.default_action[0].target_group_arn}`,
  );
  expect(till.at(`aws_lb_target_group.${UI}_443`)).toMatchObject({
    target_type: 'ip',
    port: 10_080,
    lifecycle: { create_before_destroy: true },
  });
});

/** What a group lets in or out: its port, and the other side. */
const rulesOf = (stack: typeof till, type: string, group: string) =>
  stack
    .ofType(`aws_vpc_security_group_${type}_rule`)
    .map(({ body }) => body)
    .filter((body) => body['security_group_id'] === `\${aws_security_group.${group}.id}`)
    .map((body: Json) => [body['from_port'], body['cidr_ipv4'] ?? body['referenced_security_group_id']]);

test('its group lets its callers in, and out only to the ports of the tasks', () => {
  expect(rulesOf(till, 'ingress', UI)).toEqual([
    [443, '10.1.0.0/16'],
    [80, '10.1.0.0/16'],
  ]);
  expect(rulesOf(till, 'egress', UI)).toEqual([[10_080, '${aws_security_group.workload_ui.id}']]);
  expect(rulesOf(store, 'egress', LEDGER)).toEqual([[15_432, '${aws_security_group.workload_ledger.id}']]);
});

test('only what is written as open to everybody is', () => {
  const open = [till, store].flatMap((stack) =>
    stack
      .ofType('aws_vpc_security_group_ingress_rule')
      .filter(({ body }) => body['cidr_ipv4'] === '0.0.0.0/0')
      .map(({ body }) => body['security_group_id']),
  );
  expect(open).toEqual([`\${aws_security_group.${DOOR}.id}`]);
});

test('the group of the tasks lets its load balancers in on the ports of the proxy', () => {
  expect(rulesOf(till, 'ingress', 'workload_ui')).toEqual(
    expect.arrayContaining([
      [10_080, `\${aws_security_group.${UI}.id}`],
      [10_080, '${aws_security_group.load-balancer_workload-ui-application-internet-facing.id}'],
    ]),
  );
  expect(rulesOf(till, 'ingress', 'gateway_door')).toEqual([[8443, `\${aws_security_group.${DOOR}.id}`]]);
});

test('a record is an alias in the zone that the load balancer itself names', () => {
  expect(till.at(`aws_route53_record.${UI}_shop_2e_till_2e_example_2e_com`)).toMatchObject({
    name: 'shop.till.example.com',
    type: 'A',
    zone_id: '${aws_route53_zone.record-zone_private-till_2e_example_2e_com.zone_id}',
    alias: {
      name: `\${aws_lb.${UI}.dns_name}`,
      zone_id: `\${aws_lb.${UI}.zone_id}`,
      evaluate_target_health: true,
    },
  });
});

test('a private zone answers in the network of its account, and a public one hands over its name servers', () => {
  expect(till.at('aws_route53_zone.record-zone_private-till_2e_example_2e_com')).toMatchObject({
    name: 'till.example.com',
    vpc: [{ vpc_id: '${local.shop_shared_vpc_id_till}' }],
  });
  expect(till.at('aws_route53_zone.record-zone_public-example_2e_com')).not.toHaveProperty('vpc');
  expect(till.output('record_zone_name_servers_example_com')['value']).toBe(
    '${join(", ", aws_route53_zone.record-zone_public-example_2e_com.name_servers)}',
  );
  expect(till.section('output')).not.toHaveProperty('record_zone_name_servers_till_example_com');
});

test('a zone that exists is not created', () => {
  expect(store.ofType('aws_route53_zone')).toEqual([]);
  expect(store.ofType('aws_route53_record').map(({ body }) => body['zone_id'])).toEqual([
    'Z0123456789ABCDEFGHIJ',
  ]);
});

test('a workload that goes takes its load balancers along, and nothing else changes', () => {
  const { ui = {}, ...rest } = fronted.workloads ?? {};
  const without = stacksOf({
    ...fronted,
    workloads: { ...rest, ui: { ...ui, retired: true } },
    gateways: {},
  });
  expect(without('till').ofType('aws_lb')).toEqual([]);
  expect(without('till').ofType('aws_route53_zone')).toEqual([]);
  expect(without('store').text).toBe(store.text);
});
