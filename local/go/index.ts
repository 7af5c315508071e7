export { areBuilt, buildPrograms, type BuildOptions, type BuiltPrograms } from './build';
export type { GoPins, GoPrograms } from './programs';
