import { dataPlaneNames } from '../../core/topology';

/**
 * Which folder may import which. This table is the rule: a new import between folders needs a change of a row here.
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
/** Builders use constructs of ours, which alone know the provider's resources. */
const tree = ['cdktf', 'constructs'];
const outside = ['node:*', ...pure];

/** Each has a folder in `core/dataplane/` and in `modules/`, and none of these leans on another's. */
export const dataPlanes: readonly string[] = dataPlaneNames;

/**
 * Folders in `core/dataplane/` that are not a data plane: connections and routes of those that route like App Mesh, the
 * rules about certificates of those whose proxies use ACM's, the tasks of those that run containers on ECS, and the pods that
 * these are on EKS.
 */
export const sharedByPlanes: readonly string[] = ['routes', 'tls-rules', 'tasks', 'pods'];

/** What of them is contents of the plan. */
const inPlans: readonly string[] = ['tasks', 'pods'];

export const rooms: readonly Room[] = [
  // Small things that every room may use, and that know nothing of meshes.
  { folder: 'core/base', may: [], packages: [] },
  { folder: 'core/topology', may: ['core/base'], packages: pure },
  // What was read, and from where: what `sources` and importers hand over.
  { folder: 'core/source.ts', may: ['core/base', 'core/topology'], packages: [] },
  { folder: 'core/planner', may: ['core/base', 'core/topology'], packages: pure },
  { folder: 'core/importers', may: ['core/base', 'core/topology', 'core/source.ts'], packages: pure },
  // What all data planes share; each knows this, and none of the others. It reads of tasks and pods what `plan` lists as not deployed.
  {
    folder: 'core/dataplane',
    may: [
      'core/base',
      'core/topology',
      'core/planner',
      'core/dataplane/data-planes.ts',
      'core/dataplane/tasks',
      'core/dataplane/pods',
    ],
    packages: pure,
  },
  // The table of them: the only file that knows all.
  {
    folder: 'core/dataplane/data-planes.ts',
    may: ['core/dataplane', ...dataPlanes.map((name) => `core/dataplane/${name}`)],
    packages: [],
  },
  // Each of these knows no data plane.
  ...sharedByPlanes.map((name) => ({
    folder: `core/dataplane/${name}`,
    // A pod is a task in other words.
    may: [
      'core/base',
      'core/topology',
      'core/dataplane',
      ...(inPlans.includes(name) ? ['core/planner'] : []),
      ...(name === 'pods' ? ['core/dataplane/tasks'] : []),
    ],
    packages: pure,
  })),
  ...dataPlanes.map((name) => ({
    folder: `core/dataplane/${name}`,
    may: [
      'core/base',
      'core/topology',
      'core/planner',
      'core/dataplane',
      ...sharedByPlanes.map((each) => `core/dataplane/${each}`),
    ],
    packages: pure,
  })),
  // The checker knows no data plane by name: it reads what all of them lower to.
  {
    folder: 'core/checker',
    may: ['core/base', 'core/topology', 'core/planner', 'core/dataplane'],
    packages: pure,
  },
  // Joins the rules of the others, none of which may know it.
  {
    folder: 'core/rules.ts',
    may: ['core/topology', 'core/planner', 'core/dataplane', 'core/checker'],
    packages: [],
  },
  // Knows every rule, so that what a topology accepts can be compared with them.
  { folder: 'core/accept.ts', may: ['core/base', 'core/topology', 'core/rules.ts'], packages: [] },
  { folder: 'core/report', may: ['core/*'], packages: pure },
  // What is checked of a deploy from outside: after it, and before it.
  {
    folder: 'core/verify',
    may: [
      'core/base',
      'core/topology',
      'core/checker',
      'core/dataplane',
      'core/dataplane/tasks',
      'core/dataplane/pods',
    ],
    packages: [],
  },
  {
    folder: 'core/doctor',
    may: [
      'core/base',
      'core/topology',
      'core/planner',
      'core/dataplane',
      'core/dataplane/tasks',
      'core/report',
    ],
    packages: [],
  },
  // What `init` and `pipeline` write; it reads a plan, and no rule.
  { folder: 'core/scaffold', may: ['core/base', 'core/topology', 'core/planner'], packages: pure },
  { folder: 'core/judge.ts', may: ['core/*'], packages: [] },
  { folder: 'sources', may: ['core/*'], packages: [...outside, 'esbuild'] },
  { folder: 'modules', may: ['core/base', 'modules/*'], types: ['core/*'], packages: constructs },
  ...dataPlanes.map((name) => ({
    folder: `modules/${name}`,
    may: ['core/base', 'modules'],
    types: ['core/*'],
    packages: constructs,
  })),
  // The table of data planes, and what all stacks share. Only a plane's own folder knows its modules and its specs.
  {
    folder: 'stacks',
    may: ['core/base', 'core/topology', 'core/planner', 'stacks/*'],
    types: ['core/dataplane', 'modules'],
    packages: constructs,
  },
  {
    folder: 'stacks/substrate',
    may: ['core/base', 'core/topology', 'core/planner', 'modules', 'stacks'],
    packages: tree,
  },
  // What data planes share that run containers on ECS; it knows none of them.
  {
    folder: 'stacks/tasks',
    may: [
      'core/base',
      'core/topology',
      'core/planner',
      'core/dataplane',
      'core/dataplane/tasks',
      'modules',
      'stacks',
      'stacks/substrate',
    ],
    packages: tree,
  },
  // What data planes share that run pods on EKS; it knows none of them either.
  {
    folder: 'stacks/pods',
    may: [
      'core/base',
      'core/topology',
      'core/planner',
      'core/dataplane',
      'core/dataplane/tasks',
      'core/dataplane/pods',
      'modules',
      'stacks',
      'stacks/substrate',
      'stacks/tasks',
    ],
    packages: tree,
  },
  ...dataPlanes.map((name) => ({
    folder: `stacks/${name}`,
    may: [
      'core/base',
      'core/topology',
      'core/planner',
      'core/dataplane',
      `core/dataplane/${name}`,
      'modules',
      `modules/${name}`,
      'stacks',
      'stacks/substrate',
      'stacks/tasks',
      'stacks/pods',
    ],
    packages: tree,
  })),
  { folder: 'terraform', may: ['core/base', 'core/planner'], packages: outside },
  { folder: 'local/x509', may: [], packages: ['node:*'] },
  { folder: 'local/packages', may: ['terraform'], packages: ['node:*'] },
  { folder: 'local/aws-command', may: ['core/base', 'local/packages'], packages: ['node:*'] },
  { folder: 'local/go', may: ['local/packages', 'terraform'], packages: ['node:*'] },
  // A server, which knows nothing of meshes.
  {
    folder: 'local/kubernetes',
    may: ['core/base', 'core/planner', 'local/envoy', 'local/go', 'local/x509', 'terraform'],
    packages: ['node:*'],
  },
  // It measures what the checker says, and so cannot read it.
  {
    folder: 'local/envoy',
    may: [
      'core/base',
      'core/topology',
      'core/dataplane',
      'core/dataplane/envoy',
      'local/x509',
      'local/packages',
      'terraform',
    ],
    packages: ['node:*'],
  },
  // It knows a mesh by what AWS answers, never by a topology that somebody wrote.
  {
    folder: 'local/mesh-service',
    may: ['core/base', 'core/topology', 'core/dataplane/app-mesh', 'core/dataplane/envoy', 'local'],
    packages: ['node:*'],
  },
  // It knows what was deployed by what AWS answers, never by a topology or a plan.
  {
    folder: 'local/tasks',
    may: [
      'core/base',
      'core/topology',
      'core/dataplane/envoy',
      'local',
      'local/aws/arn.ts',
      'local/envoy',
      'local/mesh-service',
      'terraform',
    ],
    packages: ['node:*', 'dns-packet'],
  },
  // The services themselves: whoever asks them does so by their APIs.
  {
    folder: 'local/aws',
    may: [
      'core/base',
      'core/topology',
      'core/report',
      'terraform',
      'local',
      'local/aws/arn.ts',
      'local/x509',
    ],
    packages: ['node:*'],
  },
  { folder: 'local/aws/arn.ts', may: ['core/topology'], packages: [] },
  { folder: 'local', may: ['core/*', 'terraform', 'local/*'], packages: outside },
  {
    folder: 'cli',
    may: ['core/*', 'sources', 'stacks', 'terraform', 'local', 'local/*', 'package.json'],
    packages: outside,
  },
  { folder: 'cdktf-app.ts', may: ['core/*', 'sources', 'stacks'], packages: [] },
  { folder: 'main.ts', may: ['cdktf-app.ts'], packages: [] },
  {
    folder: 'index.ts',
    may: ['core/*', 'sources', 'stacks', 'cdktf-app.ts'],
    packages: ['cdktf', 'constructs'],
  },
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
