import type { CheckerRule } from './rule';
import { broken } from './rules/broken';
import { chainIncomplete } from './rules/chain-incomplete';
import { egressAllowAll } from './rules/egress-allow-all';
import { enforceOff } from './rules/enforce-off';
import { entryPlaintext } from './rules/entry-plaintext';
import { expired } from './rules/expired';
import { expiresSoon } from './rules/expires-soon';
import { foreignAuthority } from './rules/foreign-authority';
import { idleGateway } from './rules/idle-gateway';
import { nameMismatch } from './rules/name-mismatch';
import { pastGateway } from './rules/past-gateway';
import { pastProxy } from './rules/past-proxy';
import { permissive } from './rules/permissive';
import { plaintext } from './rules/plaintext';
import { publicTrust } from './rules/public-trust';
import { uncoveredPort } from './rules/uncovered-port';
import { undecided } from './rules/undecided';
import { unusedWorkload } from './rules/unused-workload';
import { unverifiedPeer } from './rules/unverified-peer';

/** Everything that the checker looks for, whatever the data plane; a data plane adds its own. */
export const checkerRules: readonly CheckerRule[] = [
  broken,
  chainIncomplete,
  egressAllowAll,
  enforceOff,
  entryPlaintext,
  expired,
  expiresSoon,
  foreignAuthority,
  idleGateway,
  nameMismatch,
  pastGateway,
  pastProxy,
  permissive,
  plaintext,
  publicTrust,
  uncoveredPort,
  undecided,
  unusedWorkload,
  unverifiedPeer,
];
