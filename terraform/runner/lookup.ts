/** A kind of resource that AWS knows by a name of its own, so that it can be asked whether one is there. */
export interface Lookup {
  /** Type of the resource, and of the data source that reads it. */
  readonly type: string;
  /** What people call it: `mesh`. */
  readonly what: string;
  /** Arguments of the resource that are also those of the data source. */
  readonly by: readonly string[];
  /** More arguments of the data source. @default none */
  readonly more?: Readonly<Record<string, string>>;
  /** How the topology uses one that is somebody else's. @default it can't */
  readonly use?: (name: string) => string;
}
