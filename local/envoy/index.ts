export { findEnvoy } from './install';
export { runLab, startLab, type Lab, type LabInput } from './lab';
export { liveCounters } from './live';
export { ATTACKS, differencesOf, type LabEdge, type LabReport } from './report';
