export type { TrafficReport } from './report';
export { runTraffic, type TrafficOptions, type TrafficRun } from './traffic';
