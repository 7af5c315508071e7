import { checkOf, type Answer, type Need } from '../../core/doctor';
import type { Target } from '../local/target';
import { unknown, type Found } from './found';
import { programFound } from './programs';
import { clockFound, providerFound } from './reach';
import { stateFound } from './state';

type HereNeed = Exclude<Need, { readonly account: string }>;

/** The answer to a need of this machine, or of all accounts. */
export async function answerHere(target: Target, need: Need): Promise<Answer> {
  return { check: checkOf(need), ...('account' in need ? unknown('') : await foundOf(target, need)) };
}

function foundOf(target: Target, need: HereNeed): Promise<Found> | Found {
  switch (need.kind) {
    case 'program':
      return programFound(target, need);
    case 'provider':
      return providerFound(target, need);
    case 'clock':
      return clockFound(target);
    case 'state':
      return stateFound(target, need.state);
  }
}
