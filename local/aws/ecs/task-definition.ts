import { recordOf } from '../../../core/base/json';
import { listField, objectField, textField } from '../json-protocol';
import { containerChecks } from './container-checks';
import {
  fits,
  isEssential,
  nameOf,
  numberIn,
  type Check,
  type Definition,
  type Violation,
} from './definition';
import { isFargateSize, sizeOf } from './fargate-sizes';
import { circle, dependencies } from './start-order';

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

const length: Check = ({ fields }) => {
  const bytes = Buffer.byteLength(JSON.stringify(fields));
  return fits(bytes > 65_536, 'ecs/definition-size', `${bytes} bytes`);
};

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

const proxy: Check = ({ fields, containers }) => {
  const name = textField(objectField(fields, 'proxyConfiguration'), 'containerName');
  const isMissing = name !== undefined && !containers.some((container) => nameOf(container) === name);
  return fits(isMissing, 'ecs/proxy-container', name ?? '');
};

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

const checks: readonly Check[] = [
  size,
  network,
  length,
  names,
  essential,
  dependencies,
  circle,
  accessPoints,
  proxy,
  memory,
  ...containerChecks,
];

/** Everything that is wrong with a task definition on its own. */
export const violationsOf = (definition: Definition): readonly Violation[] =>
  checks.flatMap((check) => check(definition));
