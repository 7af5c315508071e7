import type { Answer, Call } from '../call';
import { queryError } from '../query-protocol';
import { refusal, rules, type RuleId } from '../rules';

/** The text of the first element of this name. Enough for AWS's flat answers; not a parser. */
export function elementText(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}>`).exec(xml)?.[1];
}

/** The contents of all elements of this name, in order; nested elements of the same name aren't supported. */
export function elementContents(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g'))].map(
    ([, content = '']) => content,
  );
}

/** A refusal of a service with XML responses. */
export function refusedInXml(call: Call, namespace: string, rule: RuleId, subject: string): Answer {
  const { status, code } = rules[rule];
  const answer = queryError(call.requestId, namespace, {
    status,
    code,
    message: refusal(rule, subject).message,
  });
  return { ...answer, headers: { ...answer.headers, 'x-meshspan-rule': rule } };
}

/** A successful response in XML. */
export function xmlResult(call: Call, status: number, body: string): Answer {
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': call.requestId },
    body,
  };
}
