import type { Statement } from '../../core/dataplane/tasks';
import type { OutputValue } from '../../core/planner';
import { filledText, jsonTemplate, type Expression, type JsonTree } from './json';

/** A statement of which Terraform knows the resources. */
interface BuiltStatement extends Omit<Statement, 'resources' | 'because' | 'condition'> {
  readonly resources: readonly Expression[];
}

/** The JSON of a policy with these statements; absent without any: IAM accepts no empty one. */
export function policyTemplate(
  statements: readonly (Statement | BuiltStatement)[],
  of: (value: OutputValue) => string,
): string | undefined {
  if (statements.length === 0) return undefined;
  return jsonTemplate({ Version: '2012-10-17', Statement: statements.map(statementJson) }, of);
}

const statementJson = (statement: Statement | BuiltStatement): JsonTree => ({
  Sid: statement.sid,
  Effect: 'Allow',
  Action: statement.actions,
  Resource: statement.resources.map((resource) =>
    'expression' in resource ? filledText(resource) : filledText(...resource),
  ),
  Condition: 'condition' in statement ? statement.condition : undefined,
});
