export type { TrafficReport } from './report';
export { runTraffic, type TrafficOptions } from './traffic';
