export {
  answersOf,
  forms,
  pipelineKinds,
  runners,
  type Answers,
  type PipelineKind,
  type Typed,
} from './answers';
export { questions, type Question } from './questions';
export type { Installation, ScaffoldFile } from './file';
export { scaffoldOf } from './files';
export { nextCommands } from './next';
export { jobsOf, pipelineOf, pipelinePathOf, pipelineProblems, type PipelineInput } from './pipeline';
export { PLAN_ROLE, ROLE_PARAMETER } from './roles';
export { topologyFiles } from './topology-text';
