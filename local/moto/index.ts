export { installMoto, type InstalledMoto, type InstallOptions } from './install';
export { startMoto, type Moto, type MotoOptions, type StartedMoto } from './server';
export { motoVersion } from './version';
