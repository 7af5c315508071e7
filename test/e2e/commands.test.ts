import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inventoryOf } from '../../local/inventory';
import type { LocalRecord } from '../../local/record';
import { newDesk, type Desk } from './desk';

// The command as users run it, the real Terraform and the real provider: minutes.
jest.setTimeout(900_000);

const root = resolve(__dirname, '../..');
const yelb = join(root, 'examples/yelb/topology.ts');
const accounts = ['111111111111', '222222222222'];
let desk: Desk;
beforeAll(() => {
  desk = newDesk();
});
afterAll(() => desk.leave());

const meshspan: Desk['meshspan'] = (words, env) => desk.meshspan(words, env);

test('local run deploys, checks the wires, plans again and destroys, and reports it in this order', async () => {
  const { code, out, err, firstMs } = await meshspan(['local', 'run', yelb]);
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  expect(firstMs).toBeLessThan(2000);
  const parts = [
    '3 stacks in 3 waves, 11 wires',
    '5 edges: 3 verified',
    'deployed 3 stacks: 89 added',
    'frontend  yelb-appserver  backend  arn:aws:appmesh:us-west-2:222222222222:mesh/yelb@111111111111/virtualService/yelb-appserver.backend.yelb.internal',
    'asked by account "frontend", App Mesh says: the same, ACTIVE, created by account 222222222222',
    'nothing to do in any stack',
    'destroyed 3 stacks: ',
    'nothing is left in the states or in the local AWS',
    '3 stacks deployed, wired as planned, planned again without a change, destroyed, in ',
  ];
  expect(parts.map((part) => out.indexOf(part))).toEqual(
    parts.map((part) => out.indexOf(part)).toSorted((a, b) => a - b),
  );
  for (const part of parts) expect(out).toContain(part);
});

interface LocalState {
  readonly resources: readonly {
    readonly mode: string;
    readonly type: string;
    readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
  }[];
}

/** What the states of Yelb hold: of its shared stack, of the backend's and of the frontend's. */
const managed = () =>
  ['yelb-shared', 'yelb-backend', 'yelb-frontend'].map((name) => {
    const { resources }: LocalState = JSON.parse(
      readFileSync(join(desk.cwd, `.meshspan/local/.meshspan/state/${name}.tfstate`), 'utf8'),
    );
    return resources
      .filter(({ mode }) => mode === 'managed')
      .flatMap(({ type, instances }) =>
        instances.map(({ attributes }) => ({ type, arn: attributes['arn'] })),
      );
  });

/** How many of each type each stack holds. */
function createdTypes(): Readonly<Record<string, readonly number[]>> {
  const stacks = managed();
  const names = new Set(stacks.flat().map(({ type }) => type));
  const count = (name: string) => stacks.map((held) => held.filter(({ type }) => type === name).length);
  return Object.fromEntries([...names].map((name) => [name, count(name)]));
}

/** The accounts in which each stack made what it holds. */
const createdIn = (): readonly (readonly string[])[] =>
  managed().map((held) => [
    ...new Set(held.flatMap(({ arn }) => (typeof arn === 'string' ? (arn.split(':')[4] ?? '') : []))),
  ]);

/** All that Yelb is made of: created by the owner's account first, by the backend's, by the frontend's. */
const types = {
  aws_acm_certificate: [0, 3, 1],
  aws_acmpca_certificate: [1, 0, 0],
  aws_acmpca_certificate_authority: [1, 0, 0],
  aws_acmpca_certificate_authority_certificate: [1, 0, 0],
  aws_acmpca_permission: [1, 0, 0],
  aws_appmesh_mesh: [1, 0, 0],
  aws_appmesh_route: [0, 1, 0],
  aws_appmesh_virtual_node: [0, 3, 1],
  aws_appmesh_virtual_router: [0, 1, 0],
  aws_appmesh_virtual_service: [0, 3, 1],
  aws_default_security_group: [1, 1, 0],
  aws_eip: [1, 1, 0],
  aws_iam_policy: [0, 3, 1],
  aws_iam_service_linked_role: [0, 1, 0],
  aws_internet_gateway: [1, 1, 0],
  aws_nat_gateway: [1, 1, 0],
  aws_ram_principal_association: [1, 0, 0],
  aws_ram_resource_association: [2, 0, 0],
  aws_ram_resource_share: [1, 0, 0],
  aws_ram_resource_share_accepter: [0, 1, 0],
  aws_route: [2, 3, 1],
  aws_route53_vpc_association_authorization: [0, 1, 0],
  aws_route53_zone_association: [0, 0, 1],
  aws_route_table: [2, 2, 0],
  aws_route_table_association: [4, 4, 0],
  aws_security_group: [0, 3, 1],
  aws_service_discovery_private_dns_namespace: [1, 1, 0],
  aws_service_discovery_service: [0, 3, 1],
  aws_subnet: [4, 4, 0],
  aws_vpc: [1, 1, 0],
  aws_vpc_peering_connection: [0, 1, 0],
  aws_vpc_peering_connection_accepter: [0, 0, 1],
  aws_vpc_security_group_egress_rule: [0, 5, 2],
  aws_vpc_security_group_ingress_rule: [0, 3, 0],
};

describe('a local AWS that keeps running', () => {
  let aws: LocalRecord;
  /** What `local status` says to export. */
  let printed: Readonly<Record<string, string>>;

  test('is a local AWS that other processes find', async () => {
    expect((await meshspan(['local', 'up', yelb])).code).toBe(0);
    aws = desk.record();
    const status = await meshspan(['local', 'status']);
    expect(status.out).toContain(`a local AWS is running at ${aws.url} (process ${aws.pid})`);
    expect(Number(/moto uses (\d+) MiB of memory/.exec(status.out)?.[1])).toBeGreaterThan(20);
    const exports = [...status.out.matchAll(/^ {2}export (\w+)=(.*)$/gm)];
    printed = Object.fromEntries(exports.map(([, name, value]) => [name, value]));
    expect(status.out).toContain('profiles: backend (222222222222), frontend (111111111111)');
    const again = await meshspan(['local', 'up', yelb]);
    expect([again.code, again.err]).toEqual([
      1,
      expect.stringContaining(`a local AWS is already running at ${aws.url}; "meshspan local down" stops it`),
    ]);
  });

  test('is not mistaken for another', async () => {
    const elsewhere = { ...printed, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
    const { code, err } = await meshspan(['deploy', yelb, '--yes'], elsewhere);
    expect(code).toBe(2);
    expect(err).toContain(
      `AWS_ENDPOINT_URL is http://127.0.0.1:1, and the local AWS of this folder is at ${aws.url}`,
    );
    expect(existsSync(join(desk.cwd, 'out'))).toBe(false);
  });

  test('can be deployed to, once', async () => {
    const { code, out, err } = await meshspan(['deploy', yelb, '--yes'], printed);
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
    expect(err).toContain('"frontend" needs outputs of "yelb-shared" and "backend"');
    expect(out).toMatch(
      /billed while it exists, used or not: 1 private certificate authority, 2 NAT gateways/,
    );
    expect(out).toMatch(/deployed 3 stacks: 89 added, in \d+ s\n$/);
    expect(await inventoryOf(aws.url, accounts, aws.region)).toEqual(
      expect.arrayContaining([
        'mesh yelb in account 111111111111',
        'resource share yelb-backend in account 111111111111',
        'certificate yelb-db.backend.yelb.internal in account 222222222222',
      ]),
    );
    expect(createdTypes()).toEqual(types);
    expect(createdIn()).toEqual([['111111111111'], ['222222222222'], ['111111111111']]);
    // Apart from what is deployed for real.
    expect(existsSync(join(desk.cwd, '.meshspan/state'))).toBe(false);
    const again = await meshspan(['deploy', yelb, '--yes', '--json'], printed);
    const events = again.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.filter(({ event }) => event === 'outcome').map(({ outcome }) => outcome.kind)).toEqual([
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
    expect(events.at(-1)).toMatchObject({
      event: 'end',
      ok: true,
      received: [
        { from: 'backend', to: 'frontend', arn: expect.stringContaining(':222222222222:mesh/yelb@') },
      ],
    });
  });

  test('is not destroyed from below', async () => {
    const { code, err } = await meshspan(['destroy', yelb, '--yes', '--stack', 'yelb-shared'], printed);
    expect(code).toBe(1);
    expect(err).toContain(
      'stack "yelb-shared" can\'t be destroyed while it is needed by "backend" (51 resources) and "frontend" (11 resources); destroy those first, or together with it: --stack backend --stack frontend --stack yelb-shared',
    );
  });

  test('is destroyed stack by stack, and what was deleted can be restored for some days', async () => {
    const top = await meshspan(['destroy', yelb, '--yes', '--stack', 'frontend'], printed);
    expect(top.code).toBe(0);
    expect(top.out).toContain('"yelb-shared" still holds 27 resources\n"backend" still holds 51 resources');
    expect(top.out).toMatch(/still billed, used or not: 1 private certificate authority/);
    const rest = await meshspan(['destroy', yelb, '--yes'], printed);
    expect(rest.code).toBe(0);
    expect(rest.out).toMatch(/can be restored for \d+ days \(aws acm-pca restore-certificate-authority\)/);
    expect(rest.out).toMatch(
      /destroyed 2 stacks: 7\d destroyed(, \d removed along with another stack)?, in \d+ s\n$/,
    );
    const left = await inventoryOf(aws.url, accounts, aws.region);
    expect(left.filter((thing) => !thing.startsWith('IAM role'))).toEqual([]);
  });

  test('stops on request', async () => {
    const { code, out } = await meshspan(['local', 'down']);
    expect([code, out]).toEqual([0, `stopped the local AWS at ${aws.url}; its contents are gone\n`]);
    expect(existsSync(join(desk.cwd, '.meshspan/local.json'))).toBe(false);
    expect((await meshspan(['local', 'status'])).out).toBe(
      'no local AWS is running; "meshspan local up" starts one\n',
    );
    const { code: fine, out: answer } = await meshspan(['local', 'status', '--json']);
    expect([fine, JSON.parse(answer)]).toEqual([0, { version: 1, up: false, restorable: false }]);
  });
});
