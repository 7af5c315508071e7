export { installMoto, isMotoInstalled } from './install';
export { residentBytes } from './memory';
export { cacheFolder } from './place';
export { startMoto, type Moto } from './server';
export { turnNow } from './turn';
export { motoVersion } from './version';
