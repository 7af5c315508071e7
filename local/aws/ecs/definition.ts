import { listField, textField, type Fields } from '../json-protocol';
import { recordOf } from '../../../core/base/json';
import type { RuleId } from '../rules';

/** A rule that a request violates, and what violates it. */
export type Violation = readonly [rule: RuleId, subject: string];

/** A task definition, as it is registered or described. */
export interface Definition {
  readonly fields: Fields;
  readonly containers: readonly Fields[];
  readonly isFargate: boolean;
}

/** Reads a task definition from a request or from a response that describes it. */
export function definitionOf(fields: Fields): Definition {
  return {
    fields,
    containers: listField(fields, 'containerDefinitions').map(recordOf),
    isFargate: listField(fields, 'requiresCompatibilities').includes('FARGATE'),
  };
}

/** The name of a container. */
export const nameOf = (container: Fields): string => textField(container, 'name') ?? '';

/** Containers are essential unless they say otherwise. */
export const isEssential = (container: Fields): boolean => container['essential'] !== false;

/** A number of a container or health check, or what ECS takes where there is none. */
export const numberIn = (fields: Fields, name: string, otherwise: number): number => {
  const value = fields[name];
  return value === undefined || value === null ? otherwise : Number(value);
};

/** Checks one thing of a task definition. */
export type Check = (definition: Definition) => readonly Violation[];

/** Checks one thing of each of its containers. */
export const eachContainer =
  (check: (container: Fields, definition: Definition) => readonly Violation[]): Check =>
  (definition) =>
    definition.containers.flatMap((container) => check(container, definition));

/** A violation where something is wrong. */
export const fits = (isWrong: boolean, rule: RuleId, subject: string): readonly Violation[] =>
  isWrong ? [[rule, subject]] : [];
