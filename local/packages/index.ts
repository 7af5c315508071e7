export { areInstalled, installPackages, type Installed, type InstallOptions } from './install';
export { cacheFolder } from './place';
export { requirementsOf, type PackageSet } from './requirements';
export { turnNow } from './turn';
