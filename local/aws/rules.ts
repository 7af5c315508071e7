import { certificateRules } from './acm/rules';
import { privateCaRules } from './acm-pca/rules';
import { appMeshRules } from './app-mesh/rules';
import { correctionRules } from './corrections/rules';
import { ecsRules } from './ecs/rules';
import { eksRules } from './eks/rules';
import type { AwsRule } from './rule';
import { ramRules } from './ram/rules';

const protocolRules = {
  'json/malformed': {
    status: 400,
    code: 'SerializationException',
    sentence: 'the body of a request is a JSON object',
    source: 'assumed',
  },
  'json/too-deep': {
    status: 400,
    code: 'SerializationException',
    sentence: 'lists and objects of a request are nested at most 100 deep',
    source: 'assumed',
  },
  'json/unknown-operation': {
    status: 404,
    code: 'UnknownOperationException',
    sentence: 'a request is one of the operations of its service',
    source: 'assumed',
  },
} as const satisfies Readonly<Record<string, AwsRule>>;

/** Every rule that the local AWS enforces, by its id. Errors and `docs/local-aws.md` are generated from these rows. */
export const rules = {
  ...protocolRules,
  ...appMeshRules,
  ...ramRules,
  ...privateCaRules,
  ...certificateRules,
  ...correctionRules,
  ...ecsRules,
  ...eksRules,
};

/** The id of a rule: service, then what it is about. */
export type RuleId = keyof typeof rules;

/** Stops an operation because a request violates a rule. Caught in one place, where the service responds. */
export class Refusal extends Error {
  readonly rule: RuleId;

  constructor(rule: RuleId, subject: string) {
    super(`${subject}: ${rules[rule].sentence}`);
    this.rule = rule;
  }
}

/**
 * The error to throw where a request violates a rule.
 * @param subject what violates it: an ARN, a name, a value
 */
export function refusal(rule: RuleId, subject: string): Refusal {
  return new Refusal(rule, subject);
}
