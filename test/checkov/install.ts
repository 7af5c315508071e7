import { cacheFolder, installPackages, requirementsOf, type PackageSet } from '../../local/packages';
import pins from './pins.json';

/** checkov and all its dependencies. */
export const checkovPackages: PackageSet = { name: 'checkov', requirements: requirementsOf(pins) };

/** Installs checkov into the user's cache folder if it is not there yet, and returns the Python that runs it. */
export async function installCheckov(): Promise<string> {
  const installed = await installPackages(cacheFolder(), checkovPackages);
  if (!installed.ok) throw new Error(installed.problem);
  return installed.python;
}
