import { recordOf } from '../../../core/base/json';
import { listField, objectField, textField } from '../json-protocol';
import { eachContainer, fits, nameOf, numberIn, type Check, type Violation } from './definition';

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

const stopTimeout = eachContainer((container, { isFargate }) =>
  fits(
    isFargate && numberIn(container, 'stopTimeout', 30) > 120,
    'ecs/stop-timeout',
    `container ${nameOf(container)}`,
  ),
);

/** What each container is checked for on its own. */
export const containerChecks: readonly Check[] = [
  healthCheck,
  mounts,
  environment,
  executionRole,
  hostPorts,
  stopTimeout,
];
