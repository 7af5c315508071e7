export { findEnvoy, type FindOptions, type FoundEnvoy } from './install';
export {
  runLab,
  startLab,
  type Lab,
  type LabInput,
  type LabOptions,
  type LabRun,
  type StartedLab,
} from './lab';
export { liveCounters } from './live';
export {
  ATTACKS,
  differencesOf,
  type ExpectedEdge,
  type LabAttack,
  type LabEdge,
  type LabReport,
} from './report';
