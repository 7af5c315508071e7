import { deployStacks, destroyStacks, type RunnerOptions } from '../../terraform/runner';
import { stageOf, type Stage } from './runner-stage';

let stage: Stage;
afterEach(() => stage.close());

/** More than Terraform makes together by default, which are 10. */
const MANY = 12;

/** Each resource ends when all of them have started, or fails after a while. */
const TOGETHER = `touch ../../../started-$$; for n in $(seq 50); do [ "$(ls ../../../started-* | wc -l)" -ge ${MANY} ] && exit 0; sleep 0.1; done; exit 1`;

function staged(kind: 'kubernetes' | 'member'): RunnerOptions {
  const resources = Object.fromEntries(Array.from({ length: MANY }, (_, at) => [`pod-${at}`, TOGETHER]));
  stage = stageOf({ a: { resources } }, [['a']]);
  const { plan } = stage.options;
  return { ...stage.options, plan: { ...plan, stacks: plan.stacks.map((stack) => ({ ...stack, kind })) } };
}

test.each([true, false])('what is inside of clusters begins together, in a sandbox: %s', async (sandbox) => {
  const options = { ...staged('kubernetes'), sandbox };
  expect(await deployStacks(options)).toMatchObject({ ok: true, problems: [] });
  expect(await destroyStacks(options)).toMatchObject({ ok: true });
});

test('other stacks keep what Terraform does by itself', async () => {
  expect((await deployStacks(staged('member'))).ok).toBe(false);
});
