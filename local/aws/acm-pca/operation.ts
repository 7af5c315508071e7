import type { Call } from '../call';
import type { Fields } from '../json-protocol';
import type { World } from '../world';
import type { Authority } from './authority';

/** One operation on one authority. Its result is the response. */
export type Operation = (
  authority: Authority,
  asked: Fields,
  world: World,
  call: Call,
) => Fields | Promise<Fields>;
