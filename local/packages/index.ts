export { areInstalled, installPackages, type Installed, type InstallOptions } from './install';
export { madeOnce } from './once';
export { cacheFolder } from './place';
export { requirementsOf, type PackageSet } from './requirements';
export { turnNow } from './turn';
