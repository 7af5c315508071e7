import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordOf } from '../../core/base/json';
import { CONTROL_HOST, hostOf } from '../../core/dataplane/pods/names';
import { REGISTRAR_SCRIPT } from '../../core/dataplane/pods/script/text';
import { elementText } from '../../local/aws/corrections/xml';
import { until } from '../envoy/running';
import { newAwsStage, type AwsStage } from './aws-stage';
import { start, type Running } from './script';

let stage: AwsStage;
let namespace: string;
let vpc: string;

const discovery = async (operation: string, asked: object) =>
  (await stage.requests.target('servicediscovery', `Route53AutoNaming_v20170314.${operation}`, asked)).json;
const balancing = (action: string, asked: Record<string, string>) =>
  stage.requests.query('elasticloadbalancing', action, asked);

beforeAll(async () => {
  stage = await newAwsStage();
  const { OperationId } = await discovery('CreateHttpNamespace', { Name: 'shop' });
  const operation = recordOf((await discovery('GetOperation', { OperationId }))['Operation']);
  namespace = String(recordOf(operation['Targets'])['NAMESPACE']);
  vpc = elementText((await stage.requests.query('ec2', 'DescribeVpcs')).body, 'vpcId') ?? '';
});
afterAll(() => stage.end());

let made = 0;

/** A Cloud Map service and a target group, with what answers in the DNS of a cluster. */
async function newCluster() {
  made += 1;
  const created = await discovery('CreateService', { Name: `web-${made}`, NamespaceId: namespace });
  const { Arn, Id: ServiceId } = recordOf(created['Service']);
  const arn = String(Arn);
  const group = await balancing('CreateTargetGroup', {
    Name: `web-${made}`,
    Protocol: 'HTTP',
    Port: '8080',
    TargetType: 'ip',
    VpcId: vpc,
  });
  const TargetGroupArn = elementText(group.body, 'TargetGroupArn') ?? '';
  const folder = mkdtempSync(join(stage.folder, 'cluster-'));
  const file = (name: string): string => join(folder, name);
  const credentials = await stage.roleOf([
    {
      actions: [
        'servicediscovery:RegisterInstance',
        'servicediscovery:DeregisterInstance',
        'servicediscovery:ListInstances',
      ],
      arns: [arn],
    },
    { actions: ['elasticloadbalancing:DescribeTargetHealth'], arns: ['*'] },
    {
      actions: ['elasticloadbalancing:RegisterTargets', 'elasticloadbalancing:DeregisterTargets'],
      arns: [TargetGroupArn],
    },
  ]);
  mkdirSync(file('bin'));
  mkdirSync(file('dns'));
  // Answers as glibc's does: a line for each address and kind of socket, and 2 where there is none.
  writeFileSync(
    file('bin/getent'),
    `#!/bin/bash\n[ -s "${folder}/dns/$2" ] || exit 2\nwhile read -r a; do printf '%s STREAM %s\\n%s DGRAM\\n%s RAW\\n' "$a" "$2" "$a" "$a"; done < "${folder}/dns/$2"\n`,
  );
  // Counts what is asked of AWS.
  writeFileSync(
    file('bin/aws'),
    `#!/bin/bash\nprintf '%s\\n' "$2" >> "${folder}/asked"\nexec "${stage.path}/aws" "$@"\n`,
  );
  for (const program of ['getent', 'aws']) chmodSync(file(`bin/${program}`), 0o755);
  const answers = (host: string, ...addresses: readonly string[]): void =>
    writeFileSync(file(`dns/${host}`), addresses.map((each) => `${each}\n`).join(''));
  answers(CONTROL_HOST, '172.20.0.1');
  const host = hostOf('web', 'shop');
  const serviceLine = (mark: string, attributes: object = {}, of = host): string =>
    `${of} service ${arn} ${mark} ${JSON.stringify({ ...attributes, MESHSPAN_POD: mark })}`;
  return {
    host,
    serviceLine,
    targetLine: `${host} target-group ${TargetGroupArn} 8080`,
    answers,
    entries: (...lines: readonly string[]): void =>
      writeFileSync(file('entries'), lines.map((line) => `${line}\n`).join('')),
    run: (more: Readonly<Record<string, string>>): Running =>
      start(
        { entryPoint: ['/bin/bash', '-c', REGISTRAR_SCRIPT] },
        {
          environment: {
            ...credentials,
            AWS_DEFAULT_REGION: 'us-west-2',
            CONTROL_HOST,
            ENTRIES_FILE: file('entries'),
            ALIVE_FILE: file('alive'),
            SECONDS_BETWEEN: '0.1',
            ...more,
          },
          path: [file('bin')],
        },
      ),
    register: (InstanceId: string, Attributes: Readonly<Record<string, string>>) =>
      discovery('RegisterInstance', { ServiceId, InstanceId, Attributes }),
    registered: async (): Promise<readonly Readonly<Record<string, unknown>>[]> => {
      const { Instances } = await discovery('ListInstances', { ServiceId });
      return (Array.isArray(Instances) ? Instances : [])
        .map((each) => recordOf(each))
        .map(({ Id, Attributes }) => ({ Id, ...recordOf(Attributes) }))
        .toSorted((a, b) => (String(a.Id) < String(b.Id) ? -1 : 1));
    },
    targets: async (): Promise<readonly string[]> =>
      [
        ...(await balancing('DescribeTargetHealth', { TargetGroupArn })).body.matchAll(
          /<Target>[\s\S]*?<Id>(?<id>[^<]+)<\/Id>[\s\S]*?<Port>(?<port>\d+)</g,
        ),
      ]
        .map(({ groups }) => `${groups?.['id']}:${groups?.['port']}`)
        .toSorted(),
    asked: (): readonly string[] =>
      existsSync(file('asked')) ? readFileSync(file('asked'), 'utf8').trim().split('\n') : [],
    isAlive: () => existsSync(file('alive')),
  };
}

const MARK = 'front/pods/web';

test('pods are registered where callers and load balancers look for them, and leave with DNS', async () => {
  const cluster = await newCluster();
  cluster.entries(cluster.serviceLine(MARK, { stage: 'blue one' }), cluster.targetLine);
  cluster.answers(cluster.host, '10.0.0.7', '10.0.0.5');
  expect(await cluster.run({ ROUNDS: '1' }).ended).toMatchObject({ code: 0, said: '' });
  const attributes = { MESHSPAN_POD: MARK, stage: 'blue one' };
  expect(await cluster.registered()).toEqual([
    { Id: 'web-10.0.0.5', AWS_INSTANCE_IPV4: '10.0.0.5', ...attributes },
    { Id: 'web-10.0.0.7', AWS_INSTANCE_IPV4: '10.0.0.7', ...attributes },
  ]);
  expect(await cluster.targets()).toEqual(['10.0.0.5:8080', '10.0.0.7:8080']);
  expect(cluster.isAlive()).toBe(true);

  cluster.answers(cluster.host, '10.0.0.9', '10.0.0.7');
  expect(await cluster.run({ ROUNDS: '1' }).ended).toMatchObject({ code: 0, said: '' });
  expect((await cluster.registered()).map(({ Id }) => Id)).toEqual(['web-10.0.0.7', 'web-10.0.0.9']);
  expect(await cluster.targets()).toEqual(['10.0.0.7:8080', '10.0.0.9:8080']);
});

test('what others registered stays', async () => {
  const cluster = await newCluster();
  await cluster.register('task-1', { AWS_INSTANCE_IPV4: '10.0.0.1', ECS_SERVICE_NAME: 'web' });
  await cluster.register('web-10.0.0.2', { AWS_INSTANCE_IPV4: '10.0.0.2', MESHSPAN_POD: 'front/other/web' });
  cluster.entries(cluster.serviceLine(MARK));
  cluster.answers(cluster.host, '10.0.0.5');
  expect(await cluster.run({ ROUNDS: '1' }).ended).toMatchObject({ code: 0, said: '' });
  expect((await cluster.registered()).map(({ Id }) => Id)).toEqual([
    'task-1',
    'web-10.0.0.2',
    'web-10.0.0.5',
  ]);
});

test('attributes that the topology changed reach what is registered', async () => {
  const cluster = await newCluster();
  cluster.answers(cluster.host, '10.0.0.5');
  for (const stageName of ['blue', 'green']) {
    cluster.entries(cluster.serviceLine(MARK, { stage: stageName }));
    expect(await cluster.run({ ROUNDS: '1' }).ended).toMatchObject({ code: 0, said: '' });
    expect(await cluster.registered()).toMatchObject([{ stage: stageName }]);
  }
});

test('a workload that left the cluster leaves nothing behind', async () => {
  const cluster = await newCluster();
  cluster.entries(cluster.serviceLine(MARK));
  cluster.answers(cluster.host, '10.0.0.5');
  await cluster.run({ ROUNDS: '1' }).ended;
  cluster.entries(cluster.serviceLine(MARK, {}, '-'));
  expect(await cluster.run({ ROUNDS: '1' }).ended).toMatchObject({ code: 0, said: '' });
  expect(await cluster.registered()).toEqual([]);
});

test('while DNS does not answer nothing changes', async () => {
  const cluster = await newCluster();
  cluster.entries(cluster.serviceLine(MARK), cluster.targetLine);
  cluster.answers(cluster.host, '10.0.0.5');
  await cluster.run({ ROUNDS: '1' }).ended;
  cluster.answers(CONTROL_HOST);
  cluster.answers(cluster.host);
  const { said } = await cluster.run({ ROUNDS: '5' }).ended;
  expect(said).toContain('DNS of the cluster does not answer');
  expect(await cluster.registered()).toHaveLength(1);
  expect(await cluster.targets()).toHaveLength(1);
});

test('one answer without addresses is not believed; three in a row are', async () => {
  const cluster = await newCluster();
  cluster.entries(cluster.serviceLine(MARK), cluster.targetLine);
  cluster.answers(cluster.host, '10.0.0.5');
  await cluster.run({ ROUNDS: '1' }).ended;
  cluster.answers(cluster.host);
  await cluster.run({ ROUNDS: '2' }).ended;
  expect(await cluster.registered()).toHaveLength(1);
  expect(await cluster.targets()).toHaveLength(1);
  await cluster.run({ ROUNDS: '3' }).ended;
  expect(await cluster.registered()).toEqual([]);
  expect(await cluster.targets()).toEqual([]);
});

test('AWS is asked only where addresses changed, and now and then', async () => {
  const cluster = await newCluster();
  cluster.entries(cluster.serviceLine(MARK));
  cluster.answers(cluster.host, '10.0.0.5');
  await cluster.run({ ROUNDS: '10', ROUNDS_OF_ALL: '5' }).ended;
  expect(cluster.asked()).toEqual(['list-instances', 'register-instance', 'list-instances']);
});

test('what is refused is said, and tried again', async () => {
  const cluster = await newCluster();
  const other = await newCluster();
  // The role of the one has nothing to do with the service of the other: it does not even read who is in it.
  cluster.entries(other.serviceLine(MARK), cluster.serviceLine(MARK));
  cluster.answers(cluster.host, '10.0.0.5');
  const { said } = await cluster.run({ ROUNDS: '2' }).ended;
  expect(said.match(/is not authorized to perform: servicediscovery:ListInstances/g)).toHaveLength(2);
  expect(said.match(/it is tried again/g)).toHaveLength(2);
  expect(await cluster.registered()).toHaveLength(1);
  expect(await other.registered()).toEqual([]);
});

test('it ends at once when its pod is to stop', async () => {
  const cluster = await newCluster();
  cluster.entries();
  const running = cluster.run({ SECONDS_BETWEEN: '60' });
  await until(async () => cluster.isAlive());
  expect(await running.end('SIGTERM')).toMatchObject({ code: 0 });
});

test('an instance is named within the length that Cloud Map takes', async () => {
  const cluster = await newCluster();
  const mark = `front/pods/${'w'.repeat(63)}`;
  cluster.entries(cluster.serviceLine(mark));
  cluster.answers(cluster.host, '100.100.100.100');
  expect(await cluster.run({ ROUNDS: '1' }).ended).toMatchObject({ code: 0, said: '' });
  const [instance] = await cluster.registered();
  expect(String(instance?.['Id'])).toHaveLength(64);
});
