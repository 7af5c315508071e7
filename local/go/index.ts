export { areBuilt, buildPrograms, type BuildOptions, type BuiltPrograms } from './build';
export { homeOf, type GoPins, type GoPrograms } from './programs';
