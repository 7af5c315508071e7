import type { Path, Topology } from '../topology';
import type { Lowered } from './lowered';

/** A thing that the topology asks for, as people call it. */
export interface Asked {
  readonly at: Path;
  readonly what: string;
}

/** A kind of thing that nothing deploys where the assets of the data plane have no content for it. */
export interface LeftOver {
  readonly askedIn: (
    topology: Topology,
    lowered: Pick<Lowered, 'parties'>,
    deployed: Deployed,
  ) => readonly Asked[];
  readonly why: string;
}

/** What a data plane deploys, by the ids of its contents. */
export interface Deployed {
  readonly has: (content: string) => boolean;
  /** Whether a task gets the files of a store. */
  readonly hasStore: (store: string) => boolean;
}
