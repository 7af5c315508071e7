import { randomUUID } from 'node:crypto';
import { isRecord } from '../../core/base/json';
import { recorded, type Change } from './recorded';

/** The accounts of one AWS organization, as far as sharing needs them. */
export interface Organization {
  /** Such as `o-meshspan00`. */
  readonly id: string;
  readonly managementAccount: string;
  /** All its accounts; the management account is one of them, listed or not. */
  readonly accounts: readonly string[];
  /**
   * The accounts of each organizational unit, by the unit's ARN.
   * @default no units
   */
  readonly units?: Readonly<Record<string, readonly string[]>>;
}

/** What a world is from the start; none of it is in its snapshot. */
export interface WorldOptions {
  /** @default no organization: every other account is outside */
  readonly organization?: Organization;
  /** Milliseconds since 1970. @default the machine's clock */
  readonly clock?: () => number;
  /**
   * Whether it records what changes, for `changes`. It then grows with what changed until somebody asks.
   * @default false
   */
  readonly records?: boolean;
}

/** What services answer to each other through a world, which imports none of them. */
export interface Ties {
  /** Whether an account may use a resource of another one. */
  readonly sharedWith: (world: World, resourceArn: string, account: string) => boolean;
  /** Who can say whether a resource exists, by the service in its ARN. */
  readonly finders: Readonly<Record<string, (world: World, resourceArn: string) => boolean>>;
  /** Does what is to be done where a resource is no longer there. */
  readonly gone: (world: World, resourceArn: string) => void;
}

/** A service's share of the state: its name, and what it is before anything was made. */
export interface Part<Data> {
  readonly name: string;
  readonly empty: () => Data;
}

/** The state of one simulated AWS, over all accounts and regions: plain data that services read and change. */
export interface World {
  readonly organization: Organization | undefined;
  /** The state of one service. Ask again in each call: a restore replaces it. */
  part<Data>(part: Part<Data>): Data;
  /** Seconds since 1970, as AWS's JSON protocols write time. */
  now(): number;
  newId(): string;
  /** Whether an account may use a resource of another one, by an accepted share or within the organization. */
  sharedWith(resourceArn: string, account: string): boolean;
  /** Whether a service of the local AWS says that there is no such resource; false where none knows. */
  lacks(resourceArn: string): boolean;
  /** Lets other services know that a resource is deleted: it leaves its shares. */
  gone(resourceArn: string): void;
  /**
   * The state, as data that JSON can hold.
   * @param parts names of the parts that are wanted
   * @default all
   */
  snapshot(parts?: readonly string[]): unknown;
  /**
   * What changed since the last call; the first step of a path is the name of a part. To be written down at once. Nothing
   * where the world does not record.
   */
  changes(): readonly Change[];
  /** Replaces all of the state by what `snapshot` gave. Throws where it is no snapshot of this version. */
  restore(snapshot: unknown): void;
}

const version = 3;

const untied: Ties = { sharedWith: () => false, finders: {}, gone: () => undefined };

/**
 * A world in which nothing was made yet.
 * @param ties what services answer to each other
 * @default nothing is shared, and no resource is known to be missing
 */
export function newWorld(
  { organization, clock = Date.now, records = false }: WorldOptions = {},
  { sharedWith, finders, gone }: Ties = untied,
): World {
  const root: Record<string, unknown> = {};
  const recording = records ? recorded(root) : undefined;
  const parts = recording?.view ?? root;
  const world: World = {
    organization,
    part<Data>({ name, empty }: Part<Data>): Data {
      if (!Object.hasOwn(root, name)) parts[name] = empty();
      // Only the service that owns the part reads and writes it.
      return parts[name] as Data;
    },
    now: () => clock() / 1000,
    newId: () => randomUUID(),
    sharedWith: (resourceArn, account) => sharedWith(world, resourceArn, account),
    lacks: (resourceArn) => finders[resourceArn.split(':')[2] ?? '']?.(world, resourceArn) === false,
    gone: (resourceArn) => gone(world, resourceArn),
    snapshot: (wanted) => {
      const entries = Object.entries(root).filter(([name]) => wanted?.includes(name) ?? true);
      return structuredClone({ version, parts: Object.fromEntries(entries) });
    },
    changes: () => recording?.changes() ?? [],
    restore(snapshot) {
      if (!isRecord(snapshot) || snapshot['version'] !== version || !isRecord(snapshot['parts'])) {
        throw new Error(`this is not a snapshot of version ${version}`);
      }
      for (const name of Object.keys(root)) delete parts[name];
      Object.assign(parts, structuredClone(snapshot['parts']));
    },
  };
  return world;
}
