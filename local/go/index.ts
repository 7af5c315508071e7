export { areBuilt, buildPrograms, type BuildOptions } from './build';
export { homeOf, type GoPins, type GoPrograms } from './programs';
