import { defined } from '../base/properties';
import { FIXES, REASONS, RULES, VERDICTS, type DecidingRule, type Reason, type Verdict } from '../checker';
import { didYouMean, type Rule } from '../topology';
import { plain, type Style } from './style';

/** What a word means that a report prints: the rule of a finding, a verdict, its reason, or the rule that decided. */
export type Explanation = { readonly code: string; readonly sentence: string } & (
  | ({ readonly kind: 'finding' } & Omit<Rule, 'id'>)
  | { readonly kind: 'verdict'; readonly reasons: readonly Reason[] }
  | {
      readonly kind: 'reason';
      readonly verdict: Verdict;
      readonly by: string;
      readonly source: string;
      /** Where it is the same for every edge. */
      readonly fix?: string;
    }
  | ({ readonly kind: 'deciding-rule'; readonly reasons: readonly Reason[] } & DecidingRule)
);

const reasonsWhere = (holds: (facts: (typeof REASONS)[Reason]) => boolean): readonly Reason[] =>
  (Object.keys(REASONS) as Reason[]).filter((reason) => holds(REASONS[reason]));

/** Everything that can be explained. `rules` are those of findings. */
export function explanationsOf(rules: readonly Rule[]): readonly Explanation[] {
  return [
    ...Object.entries(VERDICTS).map(([code, sentence]) => ({
      kind: 'verdict' as const,
      code,
      sentence,
      reasons: reasonsWhere(({ verdict }) => verdict === code),
    })),
    ...reasonsWhere(() => true).map((code) => {
      const { sentence, verdict, by } = REASONS[code];
      const fix = FIXES[code];
      const { source } = RULES[by];
      return {
        kind: 'reason' as const,
        code,
        sentence,
        verdict,
        by,
        source,
        ...defined({ fix }),
      };
    }),
    ...Object.entries<DecidingRule>(RULES).map(([code, rule]) => ({
      kind: 'deciding-rule' as const,
      code,
      ...rule,
      reasons: reasonsWhere(({ by }) => by === code),
    })),
    ...rules.map(({ id, severity, sentence, source, unbuildable, mayWarn }) => ({
      kind: 'finding' as const,
      code: id,
      severity,
      sentence,
      source,
      ...defined({ unbuildable, mayWarn }),
    })),
  ];
}

/** The explanation of a code, in capital letters or not; else the code that may be meant, where one is near. */
export function explanationOf(
  code: string,
  all: readonly Explanation[],
): Explanation | { readonly didYouMean: string | undefined } {
  const wanted = code.toLowerCase();
  const found = all.find((each) => each.code.toLowerCase() === wanted);
  if (found !== undefined) return found;
  // The second part of an id is what people remember.
  const named = all.find((each) => each.code.endsWith(`/${wanted}`));
  return {
    didYouMean: didYouMean(
      named?.code ?? code,
      all.map((each) => each.code),
    ),
  };
}

/** `error`, or `error; nothing is built`. */
export const severityText = ({
  severity,
  unbuildable,
  mayWarn,
}: Pick<Rule, 'severity' | 'unbuildable' | 'mayWarn'>): string =>
  `${severity}${mayWarn === true ? ' or warning' : ''}${unbuildable === true ? '; nothing is built' : ''}`;

/** An explanation in a few lines: the code and what it is, the sentence, then the rest by its names. */
export function explanationText(explanation: Explanation, style: Style = plain): string {
  const { code, kind, sentence } = explanation;
  const facts = factsOf(explanation).map(([name, text]) => `  ${style.faint(`${name}:`)} ${text}`);
  return `${[`${style.strong(code)} (${kind.replace('-', ' ')})`, `  ${sentence}`, ...facts].join('\n')}\n`;
}

function factsOf(explanation: Explanation): readonly (readonly [name: string, text: string])[] {
  switch (explanation.kind) {
    case 'finding':
      return [
        ['severity', severityText(explanation)],
        ['source', explanation.source],
        ['fix', 'each finding prints its own'],
      ];
    case 'verdict':
      return [['reasons', explanation.reasons.join(', ')]];
    case 'reason':
      return [
        ['verdict', explanation.verdict],
        ['decided by', explanation.by],
        ['source', explanation.source],
        ...(explanation.fix === undefined ? [] : [['fix', explanation.fix] as const]),
      ];
    case 'deciding-rule': {
      const { reasons, source } = explanation;
      return [['source', source], ...(reasons.length > 0 ? [['reasons', reasons.join(', ')] as const] : [])];
    }
  }
}
