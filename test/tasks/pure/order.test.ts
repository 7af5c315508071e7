import type { ContainerDefinition } from '../../../local/tasks/read/ecs';
import { startInOrder } from '../../../local/tasks/task/order';

/** What a container does: it ends with this code, is never healthy, or runs on. */
type Conduct = number | 'unhealthy' | 'runs';

const container = (name: string, more: Partial<ContainerDefinition> = {}): ContainerDefinition => ({
  name,
  image: name,
  ...more,
});
const after = (containerName: string, condition: 'START' | 'COMPLETE' | 'SUCCESS' | 'HEALTHY') => ({
  dependsOn: [{ containerName, condition }],
});
const healthCheck = { command: ['CMD', 'true'], interval: 5, retries: 1 };
const files = container('files', { essential: false });
const envoy = container('envoy', { healthCheck, ...after('files', 'SUCCESS') });
const app = container('app', after('envoy', 'HEALTHY'));

/** In which order containers start, and why the task is not up. */
async function ran(
  definitions: readonly ContainerDefinition[],
  conduct: Readonly<Record<string, Conduct>>,
): Promise<{ started: readonly string[]; problem: string | undefined }> {
  const started: string[] = [];
  const problem = await startInOrder(definitions, {
    start: ({ name }) => {
      started.push(name);
      const how = conduct[name] ?? 'runs';
      return Promise.resolve({
        ended: typeof how === 'number' ? Promise.resolve(how) : new Promise<number>(() => undefined),
        lastLines: () => [`last words of ${name}`],
        stop: () => Promise.resolve(),
      });
    },
    check: ({ name }) => Promise.resolve(conduct[name] !== 'unhealthy'),
    patienceMs: 600,
  });
  return { started, problem };
}

test('containers start after what they depend on', async () => {
  expect(await ran([app, envoy, files], { files: 0 })).toEqual({
    started: ['files', 'envoy', 'app'],
    problem: undefined,
  });
});

test('nothing starts after a container that had to succeed and did not', async () => {
  expect(await ran([app, envoy, files], { files: 254 })).toEqual({
    started: ['files'],
    problem: 'container "files" ended with code 254: last words of files',
  });
});

test('a container that has to complete may fail', async () => {
  const late = container('app', after('files', 'COMPLETE'));
  expect(await ran([late, files], { files: 1 })).toMatchObject({ problem: undefined });
});

test('a container that stays unhealthy stops the task, and its dependents do not start', async () => {
  expect(await ran([app, envoy, files], { files: 0, envoy: 'unhealthy' })).toEqual({
    started: ['files', 'envoy'],
    problem: 'it is not up in 0.6 s: container "envoy" stays unhealthy',
  });
});

test('an essential container that ends stops the task, whatever its code', async () => {
  expect(await ran([container('app')], { app: 0 })).toMatchObject({
    problem: 'container "app" ended with code 0: last words of app',
  });
});

test('health is waited for only where it is checked, of containers that are there', async () => {
  expect(await ran([app, container('envoy')], {})).toMatchObject({
    problem: 'container "app" waits until "envoy" is healthy, which has no health check',
  });
  expect(await ran([app], {})).toMatchObject({
    problem: 'container "app" depends on "envoy", which the task does not have',
  });
});

test('containers that wait for each other are late', async () => {
  const one = container('one', after('two', 'START'));
  const two = container('two', after('one', 'START'));
  expect((await ran([one, two], {})).problem).toBe('it is not up in 0.6 s: "one", "two" did not start');
});

test('a health check ends with its task', async () => {
  let checks = 0;
  await startInOrder(
    [container('envoy', { healthCheck: { command: ['CMD', 'false'], interval: 60 } }), container('app')],
    {
      start: ({ name }) =>
        Promise.resolve({
          ended:
            name === 'app'
              ? new Promise<number>((end) => setTimeout(() => end(1), 50))
              : new Promise<number>(() => undefined),
          lastLines: () => [],
          stop: () => Promise.resolve(),
        }),
      check: () => {
        checks += 1;
        return Promise.resolve(false);
      },
      patienceMs: 60_000,
    },
  );
  const before = checks;
  await new Promise((done) => setTimeout(done, 600));
  expect(checks).toBe(before);
});
