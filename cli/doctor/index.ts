import {
  answerOf,
  checkOf,
  doctorReports,
  isAsked,
  needsOf,
  questionsOf,
  type Answer,
  type AskedNeed,
  type Need,
} from '../../core/doctor';
import { groupedBy } from '../../core/base/collections';
import { inParallel } from '../../terraform/pool';
import { ExitCode } from '../io';
import { targetOf, type Target } from '../local/target';
import { planFor } from '../plan';
import { reporting } from '../reporting';
import { asker, signedInto, type Ask } from './aws';
import { answerHere } from './here';

/** Accounts at a time: each question starts a program. */
const ACCOUNTS = 4;

/** `meshspan doctor` */
export const doctor = reporting(doctorReports, async (session, report) => {
  const planned = await planFor(session);
  if (typeof planned === 'number') return planned;
  const target = await targetOf(session, planned.deployable);
  if (typeof target === 'number') return target;
  const needs = needsOf(target.deployable);
  const ask = await asker(target);
  const here = await Promise.all(
    needs.filter((need) => !isAsked(need)).map((need) => answerHere(target, need)),
  );
  const byAccount = [...groupedBy(needs.filter(isAsked), ({ account }) => account)];
  const asked = await inParallel(byAccount, ACCOUNTS, ([account, own]) =>
    answersIn(target, ask, account, own),
  );
  const answers = [...here, ...asked.flat()];
  session.io.out(report(answers, session.style.out));
  return answers.some(({ result }) => result === 'problem') ? ExitCode.Findings : ExitCode.Ok;
});

/** The needs of one account: where nobody is signed in, nothing else is asked. */
async function answersIn(
  target: Target,
  ask: Ask | undefined,
  account: string,
  needs: readonly AskedNeed[],
): Promise<readonly Answer[]> {
  if (ask === undefined) return needs.map((need) => skipped(need, 'it takes the aws command'));
  const credentials = await signedInto(target, ask, account);
  const [first, ...others] = await Promise.all(
    needs
      .slice(0, 1)
      .map(async (need) =>
        answerOf(need, [await ask(['sts', 'get-caller-identity', '--output', 'json'], credentials)]),
      ),
  );
  if (first === undefined) return others;
  const rest = needs.slice(1);
  if (first.result !== 'ok') return [first, ...rest.map((need) => skipped(need, 'nobody is signed in'))];
  if (target.meant.kind !== 'aws')
    return [first, ...rest.map((need) => skipped(need, 'this is not AWS itself'))];
  const answers: Answer[] = [first];
  for (const need of rest) {
    const said = [];
    for (const words of questionsOf(need)) said.push(await ask(words, credentials));
    answers.push(answerOf(need, said));
  }
  return answers;
}

const skipped = (need: Need & AskedNeed, found: string): Answer => ({
  check: checkOf(need),
  account: need.account,
  result: 'not checked',
  found,
});
