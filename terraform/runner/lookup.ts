/** A kind of resource that AWS identifies by name, so that AWS can be asked whether one exists. */
export interface Lookup {
  /** Type of the resource, and of the data source that reads it. */
  readonly type: string;
  /** What people call it: `mesh`. */
  readonly what: string;
  /** Arguments of the resource that are also those of the data source. */
  readonly by: readonly string[];
  /** More arguments of the data source. @default none */
  readonly more?: Readonly<Record<string, string>>;
  /** How the topology uses one that belongs to somebody else. @default it cannot */
  readonly use?: (name: string) => string;
}
