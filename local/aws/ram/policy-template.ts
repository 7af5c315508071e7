import { isRecord, parsedJson } from '../../../core/base/json';
import { refusal } from '../rules';
import { isActionOf } from './catalog';

/** The members that a policy template may have. */
const elements: ReadonlySet<string> = new Set(['Effect', 'Action', 'Condition']);
/** The members that RAM itself adds to the policy of each resource. */
const filledIn = ['Resource', 'NotResource', 'Principal', 'NotPrincipal'];
/** Characters of the longest template. */
const longest = 10_240;

/** Conditions that only RAM may set, or that restrict principals and sources; keys are not case-sensitive. */
const refusedKeys = new RegExp(
  `^aws:(${[
    'PrincipalOrgId',
    'PrincipalOrgPaths',
    'PrincipalAccount',
    'SourceArn',
    'SourceAccount',
    'SourceOrgId',
    'SourceOrgPaths',
  ].join('|')})$|^aws:(Principal|Resource|Request)Tag/aws:`,
  'i',
);

/** Refuses what is not a policy template for resources of a type. */
export function demandTemplate(template: string, type: string): void {
  if (template.length > longest) throw refusal('ram/template-size', `${template.length} characters`);
  const policy = parsedJson(template);
  if (!isRecord(policy)) throw refusal('ram/policy-template', 'what is not a JSON object');
  const wrong = filledIn.find((element) => Object.hasOwn(policy, element));
  if (wrong !== undefined) throw refusal('ram/template-elements', wrong);
  const unknown = Object.keys(policy).find((element) => !elements.has(element));
  if (unknown !== undefined) throw refusal('ram/policy-template', `"${unknown}"`);
  const { Effect: effect, Condition: condition = {} } = policy;
  if (typeof effect !== 'string' || !/^allow$/i.test(effect))
    throw refusal('ram/template-effect', JSON.stringify(effect) ?? 'no effect');
  for (const action of actionsIn(policy)) {
    if (!isActionOf(type, action)) throw refusal('ram/template-actions', `${action} of ${type}`);
  }
  demandCondition(condition);
}

/** The actions of a policy: one, or a list. */
function actionsIn(policy: Readonly<Record<string, unknown>>): readonly string[] {
  const { Action: action } = policy;
  const actions: readonly unknown[] = Array.isArray(action) ? action : [action];
  const texts = actions.filter((one) => typeof one === 'string');
  if (texts.length === 0 || texts.length < actions.length)
    throw refusal('ram/policy-template', `Action ${JSON.stringify(action) ?? 'missing'}`);
  return texts;
}

function demandCondition(condition: unknown): void {
  if (!isRecord(condition)) throw refusal('ram/policy-template', `Condition ${JSON.stringify(condition)}`);
  for (const [operator, keys] of Object.entries(condition)) {
    if (!isRecord(keys)) throw refusal('ram/policy-template', `${operator} ${JSON.stringify(keys)}`);
    if (/not/i.test(operator)) throw refusal('ram/template-operators', operator);
    const wrong = Object.keys(keys).find((key) => refusedKeys.test(key));
    if (wrong !== undefined) throw refusal('ram/template-conditions', wrong);
  }
}
