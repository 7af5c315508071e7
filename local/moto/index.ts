export { installMoto } from './install';
export { residentBytes } from './memory';
export { startMoto, type Moto } from './server';
export { turnNow } from './turn';
export { motoVersion } from './version';
