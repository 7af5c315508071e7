import { listField, objectField, textField, type Fields } from '../json-protocol';
import { recordOf } from '../../../core/base/json';
import type { RuleId } from '../rules';
import { circleIn } from './circle';
import { isFargateSize, sizeOf } from './fargate-sizes';

/** A rule that a request violates, and what violates it. */
export type Violation = readonly [rule: RuleId, subject: string];

/** A task definition, as it is registered or described. */
export interface Definition {
  readonly fields: Fields;
  readonly containers: readonly Fields[];
  readonly isFargate: boolean;
}

export function definitionOf(fields: Fields): Definition {
  return {
    fields,
    containers: listField(fields, 'containerDefinitions').map(recordOf),
    isFargate: listField(fields, 'requiresCompatibilities').includes('FARGATE'),
  };
}

export const nameOf = (container: Fields): string => textField(container, 'name') ?? '';

/** Containers are essential unless they say otherwise. */
const isEssential = (container: Fields): boolean => container['essential'] !== false;

const numberIn = (fields: Fields, name: string, otherwise: number): number => {
  const value = fields[name];
  return value === undefined || value === null ? otherwise : Number(value);
};

/** Checks one thing of a task definition. */
type Check = (definition: Definition) => readonly Violation[];

/** Checks one thing of each of its containers. */
const eachContainer =
  (check: (container: Fields, definition: Definition) => readonly Violation[]): Check =>
  (definition) =>
    definition.containers.flatMap((container) => check(container, definition));

const fits = (isWrong: boolean, rule: RuleId, subject: string): readonly Violation[] =>
  isWrong ? [[rule, subject]] : [];

const size: Check = ({ fields, isFargate }) => {
  const [cpu, memory] = [textField(fields, 'cpu'), textField(fields, 'memory')];
  const isWrong = isFargate && !isFargateSize(sizeOf(cpu, 'vCPU'), sizeOf(memory, 'GB'));
  return fits(isWrong, 'ecs/fargate-size', `${cpu ?? 'no'} CPU, ${memory ?? 'no'} memory`);
};

const network: Check = ({ fields, isFargate }) =>
  fits(
    isFargate && textField(fields, 'networkMode') !== 'awsvpc',
    'ecs/fargate-network',
    textField(fields, 'networkMode') ?? 'no network mode',
  );

const names: Check = ({ containers }) => {
  const all = containers.map(nameOf);
  return all.flatMap((name, index) =>
    fits(!/^[\w-]{1,255}$/.test(name) || all.indexOf(name) < index, 'ecs/container-name', `"${name}"`),
  );
};

const essential: Check = ({ containers }) =>
  fits(!containers.some(isEssential), 'ecs/essential', containers.map(nameOf).join(', '));

const dependencies: Check = ({ containers }) => {
  const byName = new Map(containers.map((container) => [nameOf(container), container]));
  return containers.flatMap((container) =>
    listField(container, 'dependsOn')
      .map(recordOf)
      .flatMap((dependency): readonly Violation[] => {
        const name = textField(dependency, 'containerName') ?? '';
        const condition = textField(dependency, 'condition') ?? '';
        const on = byName.get(name);
        const subject = `container ${nameOf(container)}, dependsOn ${name} ${condition}`;
        if (on === undefined || on === container) return [['ecs/depends-on', subject]];
        return [
          ...fits(condition === 'HEALTHY' && !hasHealthCheck(on), 'ecs/depends-on-health', subject),
          ...fits(
            ['SUCCESS', 'COMPLETE'].includes(condition) && isEssential(on),
            'ecs/depends-on-end',
            subject,
          ),
        ];
      }),
  );
};

const hasHealthCheck = (container: Fields): boolean =>
  listField(objectField(container, 'healthCheck'), 'command').length > 0;

const circle: Check = ({ containers }) => {
  const found = circleIn(
    new Map(
      containers.map((container) => [
        nameOf(container),
        listField(container, 'dependsOn').map((one) => textField(recordOf(one), 'containerName') ?? ''),
      ]),
    ),
  );
  return found === undefined ? [] : [['ecs/depends-on-circle', found.join(' -> ')]];
};

const healthCheck = eachContainer((container) => {
  const check = objectField(container, 'healthCheck');
  if (Object.keys(check).length === 0) return [];
  const within = (name: string, otherwise: number, least: number, most: number): boolean => {
    const value = numberIn(check, name, otherwise);
    return value >= least && value <= most;
  };
  const isRight =
    ['CMD', 'CMD-SHELL', 'NONE'].includes(String(listField(check, 'command')[0])) &&
    within('interval', 30, 5, 300) &&
    within('timeout', 5, 2, 60) &&
    within('retries', 3, 1, 10) &&
    within('startPeriod', 0, 0, 300);
  return fits(!isRight, 'ecs/health-check', `container ${nameOf(container)}`);
});

const mounts = eachContainer((container, { fields }) => {
  const volumes = new Set(listField(fields, 'volumes').map((volume) => textField(recordOf(volume), 'name')));
  return listField(container, 'mountPoints').flatMap((mount) => {
    const volume = textField(recordOf(mount), 'sourceVolume') ?? '';
    return fits(!volumes.has(volume), 'ecs/volume', `container ${nameOf(container)}, volume "${volume}"`);
  });
});

const accessPoints: Check = ({ fields }) =>
  listField(fields, 'volumes')
    .map(recordOf)
    .flatMap((volume) => {
      const efs = objectField(volume, 'efsVolumeConfiguration');
      const authorization = objectField(efs, 'authorizationConfig');
      const hasPoint = textField(authorization, 'accessPointId') !== undefined;
      const isClear = textField(efs, 'transitEncryption') !== 'ENABLED';
      const isElsewhere = (textField(efs, 'rootDirectory') ?? '/') !== '/';
      const isWrong =
        ((hasPoint || textField(authorization, 'iam') === 'ENABLED') && isClear) || (hasPoint && isElsewhere);
      return fits(isWrong, 'ecs/volume-access-point', `volume ${textField(volume, 'name') ?? ''}`);
    });

const environment = eachContainer((container) => {
  const namesOf = (list: string): readonly string[] =>
    listField(container, list).map((one) => textField(recordOf(one), 'name') ?? '');
  const [variables, secrets] = [namesOf('environment'), namesOf('secrets')];
  const wrong = [
    ...variables.filter((name) => name === ''),
    ...secrets.filter(
      (name, index) => name === '' || variables.includes(name) || secrets.indexOf(name) < index,
    ),
  ];
  return wrong.map((name): Violation => ['ecs/environment', `container ${nameOf(container)}, "${name}"`]);
});

const executionRole = eachContainer((container, { fields, isFargate }) => {
  const logs = textField(objectField(container, 'logConfiguration'), 'logDriver') === 'awslogs';
  const isNeeded = (isFargate && logs) || listField(container, 'secrets').length > 0;
  const isMissing = (textField(fields, 'executionRoleArn') ?? '') === '';
  return fits(isNeeded && isMissing, 'ecs/execution-role', `container ${nameOf(container)}`);
});

const proxy: Check = ({ fields, containers }) => {
  const name = textField(objectField(fields, 'proxyConfiguration'), 'containerName');
  const isMissing = name !== undefined && !containers.some((container) => nameOf(container) === name);
  return fits(isMissing, 'ecs/proxy-container', name ?? '');
};

const hostPorts = eachContainer((container, { fields }) =>
  listField(container, 'portMappings')
    .map(recordOf)
    .flatMap((mapping) => {
      const [port, host] = [numberIn(mapping, 'containerPort', 0), numberIn(mapping, 'hostPort', 0)];
      const isOther = host !== 0 && host !== port;
      return fits(
        isOther && textField(fields, 'networkMode') === 'awsvpc',
        'ecs/host-port',
        `container ${nameOf(container)}, ${port}`,
      );
    }),
);

const memory: Check = ({ fields, containers }) => {
  const whole = sizeOf(textField(fields, 'memory'), 'GB');
  if (Number.isNaN(whole)) return [];
  const tooLarge = containers.filter((container) => numberIn(container, 'memory', 0) > whole);
  const reserved = containers.reduce(
    (sum, container) => sum + numberIn(container, 'memoryReservation', numberIn(container, 'memory', 0)),
    0,
  );
  return [
    ...tooLarge.map((container): Violation => ['ecs/container-memory', `container ${nameOf(container)}`]),
    ...fits(reserved > whole, 'ecs/container-memory', `${reserved} MiB of ${whole}`),
  ];
};

const stopTimeout = eachContainer((container, { isFargate }) =>
  fits(
    isFargate && numberIn(container, 'stopTimeout', 30) > 120,
    'ecs/stop-timeout',
    `container ${nameOf(container)}`,
  ),
);

const length: Check = ({ fields }) => {
  const bytes = Buffer.byteLength(JSON.stringify(fields));
  return fits(bytes > 65_536, 'ecs/definition-size', `${bytes} bytes`);
};

const checks: readonly Check[] = [
  size,
  network,
  length,
  names,
  essential,
  dependencies,
  circle,
  healthCheck,
  mounts,
  accessPoints,
  environment,
  executionRole,
  proxy,
  hostPorts,
  memory,
  stopTimeout,
];

/** Everything that is wrong with a task definition on its own. */
export const violationsOf = (definition: Definition): readonly Violation[] =>
  checks.flatMap((check) => check(definition));
