// GitHub's own parser of workflows. It imports JSON as Node 20 cannot, and is bundled by the test that uses it.
export { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
