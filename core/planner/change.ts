/** A resource as Terraform knows it. */
export interface Resource {
  readonly type: string;
  /** Its name in the stack; with the type, its address. */
  readonly name: string;
  /** Its attributes by their names: as the state has them, or as the stack asks for them. */
  readonly attributes: unknown;
}

/** What a deploy would do to one stack. */
export interface Change {
  readonly stack: string;
  /** What is deployed, in this stack and in those whose states could be read. */
  readonly before: readonly Resource[];
  /** What the stack asks for. */
  readonly after: readonly Resource[];
}

/** A kind of thing that AWS deletes only once nothing is inside of it. */
export interface Container {
  readonly is: (resource: Resource) => boolean;
  /** Whether a resource may be inside of one. */
  readonly holds: (resource: Resource) => boolean;
}
