import { at } from '../topology';
import type { NotDeployed } from './plan';
import type { Site } from './site';

const WHAT = {
  reach: 'routing from',
  resolve: 'name resolution for',
} as const;

/** What joins this topology's networks with those of accounts that are elsewhere. */
export const elsewhereNotDeployed = ({ leftToOthers, isElsewhere, topology }: Site): readonly NotDeployed[] =>
  leftToOthers.map(({ kind, caller, callee }) => {
    const other = isElsewhere(caller) ? caller : callee;
    return {
      at: at(topology.accounts, other).at,
      what: `${WHAT[kind]} "${caller}" ${kind === 'reach' ? 'to' : 'of names in'} "${callee}"`,
      why: `others deploy to "${other}"; join the networks and zones together with them`,
    };
  });
