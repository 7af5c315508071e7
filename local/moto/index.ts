export { installMoto, isMotoInstalled } from './install';
export { residentBytes } from './memory';
export { startMoto, type Moto } from './server';
export { motoVersion } from './version';
