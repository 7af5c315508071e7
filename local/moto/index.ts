export { installMoto } from './install';
export { startMoto, type Moto } from './server';
export { motoVersion } from './version';
