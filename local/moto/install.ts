import {
  areInstalled,
  installPackages,
  requirementsOf,
  type Installed,
  type InstallOptions,
  type PackageSet,
} from '../packages';
import pins from './pins.json';

/** moto and all its dependencies. */
export const motoPackages: PackageSet = { name: 'moto', requirements: requirementsOf(pins) };

/** Installs moto into a cache folder, `cacheFolder()`, if it is not there yet. */
export const installMoto = (cache: string, options?: InstallOptions): Promise<Installed> =>
  installPackages(cache, motoPackages, options);

/** Whether moto is in the cache already, so that a start installs nothing. */
export const isMotoInstalled = (cache: string): Promise<boolean> => areInstalled(cache, motoPackages);
