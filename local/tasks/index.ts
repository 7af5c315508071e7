export type { TrafficReport } from './report';
export { trafficText } from './text';
export { runTraffic, type TrafficOptions, type TrafficRun } from './traffic';
