/**
 * Who may import whom. This table is the rule: whoever needs another door changes a row here, in the open.
 *
 * A name with a slash and a star stands for every folder below it (`core/*`), one without for that room alone: the
 * files of `core/dataplane` itself, not those of `core/dataplane/envoy`. A room may always import its own files.
 */
export interface Room {
  readonly folder: string;
  /** Rooms of ours. */
  readonly may: readonly string[];
  /** Rooms of ours of which only types may be taken. */
  readonly types?: readonly string[];
  readonly packages: readonly string[];
}

/** Pure, small and listed in docs/dependencies.md. */
const pure = ['zod', 'yaml'];
/** One resource at a time; never a provider's barrel. */
const constructs = ['cdktf', 'constructs', '@cdktf/provider-*/lib/*'];
const outside = ['node:*', ...pure];

/** Each has a folder in `core/dataplane/` and in `modules/`, and none of these leans on another's. */
export const dataPlanes: readonly string[] = ['app-mesh', 'envoy', 'service-connect', 'lattice'];

export const rooms: readonly Room[] = [
  { folder: 'core/topology', may: [], packages: pure },
  { folder: 'core/planner', may: ['core/topology'], packages: pure },
  { folder: 'core/importers', may: ['core/topology'], packages: pure },
  // What all data planes share, and the table of them; each data plane knows this, and none of the others.
  { folder: 'core/dataplane', may: ['core/topology', 'core/planner', 'core/dataplane/*'], packages: pure },
  ...dataPlanes.map((name) => ({
    folder: `core/dataplane/${name}`,
    may: ['core/topology', 'core/planner', 'core/dataplane'],
    packages: pure,
  })),
  {
    folder: 'core/checker',
    may: ['core/topology', 'core/planner', 'core/dataplane', 'core/dataplane/*'],
    packages: pure,
  },
  // Joins the rules of the others, none of which may know it.
  {
    folder: 'core/rules.ts',
    may: ['core/topology', 'core/planner', 'core/dataplane', 'core/dataplane/*', 'core/checker'],
    packages: pure,
  },
  { folder: 'core/report', may: ['core/*'], packages: pure },
  { folder: 'sources', may: ['core/*'], packages: [...outside, 'esbuild'] },
  { folder: 'modules', may: ['modules/*'], types: ['core/*'], packages: constructs },
  ...dataPlanes.map((name) => ({
    folder: `modules/${name}`,
    may: ['modules'],
    types: ['core/*'],
    packages: constructs,
  })),
  { folder: 'stacks', may: ['core/*', 'modules', 'modules/*'], packages: constructs },
  { folder: 'terraform', may: ['core/planner'], packages: outside },
  { folder: 'local', may: ['core/*', 'terraform'], packages: outside },
  {
    folder: 'cli',
    may: ['core/*', 'sources', 'stacks', 'terraform', 'local', 'package.json'],
    packages: outside,
  },
  { folder: 'main.ts', may: ['core/*', 'sources', 'stacks'], packages: ['node:*', 'cdktf', 'constructs'] },
  { folder: 'index.ts', may: ['core/*', 'sources', 'stacks'], packages: ['cdktf', 'constructs'] },
];

/** Globals that `core/` lives without: no clock, chance, network, console or environment. */
export const impure: ReadonlySet<string> = new Set([
  'console',
  'crypto',
  'fetch',
  'globalThis',
  'performance',
  'process',
  'require',
  'setImmediate',
  'setInterval',
  'setTimeout',
]);
