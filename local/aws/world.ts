import { randomUUID } from 'node:crypto';
import { isRecord } from '../../core/base/json';
import { recorded, type Change } from './recorded';

/** The accounts of one AWS organization, for sharing. */
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

/** The settings of a world; they are not part of its snapshot. */
export interface WorldOptions {
  /** @default no organization: every other account is outside */
  readonly organization?: Organization;
  /** Milliseconds since 1970. @default the machine's clock */
  readonly clock?: () => number;
  /**
   * Whether it records changes for `changes`. The record grows until it is read.
   * @default false
   */
  readonly records?: boolean;
}

/** What services ask each other through a world, which imports none of them. */
export interface Ties {
  /** Whether an account may use a resource of another one. */
  readonly sharedWith: (world: World, resourceArn: string, account: string) => boolean;
  /** Functions that know whether a resource exists, by the service in its ARN. */
  readonly finders: Readonly<Record<string, (world: World, resourceArn: string) => boolean>>;
  /** Called when a resource no longer exists. */
  readonly gone: (world: World, resourceArn: string) => void;
}

/** A service's part of the state: its name, and its initial value. */
export interface Part<Data> {
  readonly name: string;
  readonly empty: () => Data;
}

/** The state of one simulated AWS, over all accounts and regions: plain data that services read and change. */
export interface World {
  readonly organization: Organization | undefined;
  /** The state of one service. Read it in each call: a restore replaces it. */
  part<Data>(part: Part<Data>): Data;
  /** Seconds since 1970, as AWS's JSON protocols write time. */
  now(): number;
  newId(): string;
  /** Whether an account may use a resource of another one, by an accepted share or within the organization. */
  sharedWith(resourceArn: string, account: string): boolean;
  /** Whether a service of the local AWS knows that the resource does not exist; false where none knows. */
  lacks(resourceArn: string): boolean;
  /** Informs other services that a resource is deleted: it leaves its shares. */
  gone(resourceArn: string): void;
  /**
   * The state, as data that JSON can hold.
   * @param parts names of the parts to include
   * @default all
   */
  snapshot(parts?: readonly string[]): unknown;
  /**
   * What changed since the last call; the first step of a path is the name of a part. To be written down at once. Nothing
   * where the world does not record.
   */
  changes(): readonly Change[];
  /** Replaces all of the state by what `snapshot` gave. Throws where it is not a snapshot of this version. */
  restore(snapshot: unknown): void;
}

const version = 3;

const untied: Ties = { sharedWith: () => false, finders: {}, gone: () => undefined };

/**
 * An empty world.
 * @param ties what services ask each other
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
