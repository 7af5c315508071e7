import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PlacedBootstrap } from '../place/bootstrap';
import type { ContainerDefinition } from '../read/ecs';
import { inThisProcess, startApplication, startServerOf } from './application';
import { startProgram, type Command, type RunningContainer } from './container';
import { placedWords } from './envoy';
import { keysOf } from './execution-role';
import { imageKindOf, type ProgramImage } from './images';
import { managedProxy } from './managed';
import { nameOf, surroundings, type TaskState } from './surroundings';

/** Starts one container of a task. */
export async function startContainer(
  state: TaskState,
  definition: ContainerDefinition,
  secrets: Readonly<Record<string, string>>,
): Promise<RunningContainer> {
  const image = imageKindOf(definition.image);
  for (const { containerPort } of definition.portMappings ?? []) state.ports.add(containerPort);
  switch (image.kind) {
    case 'programs':
      return startOfPrograms(state, definition, secrets, image.name);
    case 'app-mesh':
      return startManaged(state, definition);
    case 'collector':
      return inThisProcess(() => Promise.resolve());
    case 'server':
      return startServerOf(state, definition, secrets, image.name);
    case 'application':
      return startApplication(state, definition, secrets);
  }
}

/** The health check of a container, as it is run here; undefined: it is healthy by what it is. */
export function checkOf(state: TaskState, definition: ContainerDefinition): Command | undefined {
  const image = imageKindOf(definition.image);
  const [how = '', ...words] = definition.healthCheck?.command ?? [];
  if (image.kind !== 'programs' && image.kind !== 'app-mesh') return undefined;
  const name = image.kind === 'programs' ? image.name : 'app-mesh';
  const { moved, environment } = surroundings(state, definition, {}, name);
  const said = words.map(moved);
  return { words: how === 'CMD-SHELL' ? ['sh', '-c', ...said] : said, environment };
}

async function startOfPrograms(
  state: TaskState,
  definition: ContainerDefinition,
  secrets: Readonly<Record<string, string>>,
  image: ProgramImage,
): Promise<RunningContainer> {
  const { context, home } = state;
  const folder = join(home, definition.name);
  mkdirSync(folder, { recursive: true });
  const { moved, environment, at, within } = surroundings(state, definition, secrets, image);
  const kind = imageKindOf(definition.image);
  const entry = definition.entryPoint ?? (kind.kind === 'programs' ? kind.entryPoint : []);
  const { words, found } = placedWords([...entry, ...(definition.command ?? [])], moved, at, folder);
  for (const each of found) learn(state, each);
  const first = words[0]?.startsWith('-') === true ? ['envoy'] : [];
  return startProgram(context.programs, context.folder, nameOf(state, definition), {
    words: [...first, ...words],
    environment,
    within,
  });
}

function learn(
  { ports, applicationPorts, verifies, services, admins }: TaskState,
  placed: Omit<PlacedBootstrap, 'bootstrap'>,
): void {
  const { listens, applications } = placed;
  services.push(...placed.services);
  admins.push(...placed.admin);
  for (const each of placed.verifies) verifies.add(each);
  for (const port of listens) ports.add(port);
  for (const port of applications) applicationPorts.add(port);
}

/** An Envoy of App Mesh gets its configuration from the management service, with the credentials of its task. */
async function startManaged(state: TaskState, definition: ContainerDefinition): Promise<RunningContainer> {
  const { context, task, home } = state;
  const role = task.service.definition.taskRoleArn;
  const resource = definition.environment?.find(({ name }) => name === 'APPMESH_RESOURCE_ARN')?.value;
  if (context.management === undefined)
    throw new Error(`container "${definition.name}" needs App Mesh's management service`);
  if (resource === undefined) throw new Error(`container "${definition.name}" has no APPMESH_RESOURCE_ARN`);
  if (role === undefined) throw new Error('the task has no role: App Mesh gives its proxy no configuration');
  const given = await keysOf(context.url, role, task.arn);
  if (!given.ok) throw new Error(given.problem);
  const { environment, at, within } = surroundings(state, definition, {}, 'app-mesh');
  const proxy = await managedProxy({
    service: context.management,
    resourceArn: resource,
    accessKeyId: given.keys.AccessKeyId,
    folder: join(home, definition.name, 'managed'),
    at,
  });
  learn(state, proxy);
  const container = await startProgram(context.programs, context.folder, nameOf(state, definition), {
    words: ['envoy', '--config-path', proxy.file],
    environment,
    within,
  });
  return {
    ...container,
    stop: async () => {
      await proxy.stop();
      await container.stop();
    },
  };
}
