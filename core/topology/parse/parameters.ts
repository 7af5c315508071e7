import * as z from 'zod';
import { isRecord, recordOf } from '../../base/json';
import { defined } from '../../base/properties';
import { re2 } from '../../base/re2';
import { shortened } from '../../base/text';
import type { Parameter } from '../account';
import { didYouMean } from '../did-you-mean';
import type { Finding, Path } from '../finding';
import { findingOf } from '../rule';
import { topologyRules, type TopologyRuleId } from '../rules';
import { parameter as parameterSchema } from '../schema/account';
import type { ByKey } from '../topology';
import { isParameterRef, mapText, openText } from '../value';
import { sortedEntries } from './context';

/** A parameter as it is declared, before anyone has looked for its uses. */
type Declared = Omit<Parameter, 'uses'>;

type Scalar = string | number | boolean;

/** The declared parameters with their values: from `--set`, else their default, else open. */
export function parametersOf(
  written: unknown,
  values: Readonly<Record<string, string>>,
): { readonly parameters: ByKey<Declared>; readonly findings: readonly Finding[] } {
  const declared = z
    .record(z.string(), parameterSchema)
    .safeParse((written as { parameters?: unknown } | null)?.parameters ?? {});
  // What is wrong with the declarations themselves is reported by the schema of the whole.
  if (!declared.success) return { parameters: {}, findings: [] };
  const findings: Finding[] = [];
  const report = (rule: TopologyRuleId, at: Path, summary: string, fix: string) =>
    findings.push(findingOf(topologyRules[rule], { at, summary, fix }));

  const parameters = sortedEntries(declared.data).map(
    ([key, { type = 'string', description, default: fallback, pattern }]) => {
      const at = ['parameters', key];
      const given = Object.hasOwn(values, key) ? scalarOf(values[key] ?? '', type) : fallback;
      if (given !== undefined && typeof given !== type) {
        report(
          'parameter/type',
          at,
          `parameter "${key}" is a ${type}, not "${String(values[key] ?? given)}"`,
          `give it a ${type}`,
        );
      }
      const matches = pattern === undefined ? undefined : re2(pattern);
      const shown = shortened(pattern ?? '');
      if (typeof matches === 'object') {
        report(
          'parameter/pattern',
          [...at, 'pattern'],
          `"${shown}" is not a regular expression that Terraform accepts: ${matches.problem}`,
          'write it in the syntax of https://github.com/google/re2/wiki/Syntax, or drop pattern',
        );
      } else if (matches !== undefined && typeof given === 'string' && !matches(given)) {
        report(
          'parameter/pattern',
          at,
          `parameter "${key}" is "${shortened(given)}", which does not match its pattern "${shown}"`,
          'give it a value that matches',
        );
      }
      const made: Declared = {
        key,
        at,
        type,
        ...defined({ description, default: fallback, pattern }),
        value: given ?? { parameter: key },
      };
      return [key, made] as const;
    },
  );
  const known = parameters.map(([key]) => key);
  for (const name of Object.keys(values).filter((each) => !Object.hasOwn(declared.data, each))) {
    report(
      'parameter/unknown',
      ['parameters'],
      `a value is set for parameter "${name}", which the topology does not declare`,
      didYouMean(name, known) ?? 'declare it under parameters, or drop the value',
    );
  }
  return { parameters: Object.fromEntries(parameters), findings };
}

function scalarOf(given: string, type: Parameter['type']): Scalar {
  if (type === 'number' && /^-?\d+(\.\d+)?$/.test(given)) return Number(given);
  if (type === 'boolean' && (given === 'true' || given === 'false')) return given === 'true';
  return given;
}

/** The tree with every parameter that has a value in its place; undeclared names are findings. */
export function filledIn(
  tree: unknown,
  declared: ByKey<Declared>,
): {
  readonly tree: unknown;
  readonly parameters: ByKey<Parameter>;
  readonly findings: readonly Finding[];
} {
  const findings: Finding[] = [];
  const uses = new Map<string, Path[]>();

  const valueOf = (name: string, path: Path): Scalar | undefined => {
    const parameter = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (parameter === undefined) {
      const fix = didYouMean(name, Object.keys(declared)) ?? `declare it: parameters: { ${name}: {} }`;
      findings.push(
        findingOf(topologyRules['parameter/unknown'], {
          at: path,
          summary: `parameter "${name}" is not declared`,
          fix,
        }),
      );
      return undefined;
    }
    const places = uses.get(name);
    if (places === undefined) uses.set(name, [path]);
    else places.push(path);
    return isParameterRef(parameter.value) ? undefined : parameter.value;
  };

  const fill = (node: unknown, path: Path): unknown => {
    if (typeof node === 'string') {
      return mapText(
        node,
        (name) => String(valueOf(name, path) ?? openText(name)),
        (part) => part,
      );
    }
    if (typeof node !== 'object' || node === null) return node;
    if (isParameterRef(node) && typeof node.parameter === 'string')
      return valueOf(node.parameter, path) ?? node;
    return Array.isArray(node)
      ? node.map((child, index) => fill(child, [...path, index]))
      : Object.fromEntries(Object.entries(node).map(([key, child]) => [key, fill(child, [...path, key])]));
  };

  const { parameters: declarations, ...rest } = recordOf(tree);
  const filled = isRecord(tree) ? fill(rest, []) : tree;
  return {
    tree: declarations === undefined ? filled : { ...(filled as object), parameters: declarations },
    parameters: Object.fromEntries(
      Object.entries(declared).map(([key, each]) => [key, { ...each, uses: uses.get(key) ?? [] }]),
    ),
    findings,
  };
}
