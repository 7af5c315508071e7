import { isRecord, parsedJson } from '../../../core/base/json';

/** What a stand-in for an application answers. */
export interface ApplicationAnswer {
  /** Name of its service. */
  readonly application: string;
  /** Names in the certificate of whoever called, where its proxy tells them. */
  readonly caller: readonly string[];
  readonly calls: readonly CallOutcome[];
}

/** What came of a call that an application was told to make. */
export interface CallOutcome {
  /** Name of the environment variable that names what is called. */
  readonly variable: string;
  /** Its value, as it is deployed. */
  readonly to: string;
  readonly ok: boolean;
  /** What answered: a stand-in, or a server in words. */
  readonly answer?: ApplicationAnswer | string;
  /** Why there is no answer, in one line. */
  readonly failure?: string;
}

/** The answer of a stand-in; undefined where the text is none. */
export function answerOf(text: string): ApplicationAnswer | undefined {
  const parsed = parsedJson(text);
  // Only our own stand-ins answer with this field.
  return isRecord(parsed) && typeof parsed['application'] === 'string'
    ? (parsed as unknown as ApplicationAnswer)
    : undefined;
}

/** Whether every call below an answer was answered. */
export const isComplete = ({ calls }: ApplicationAnswer): boolean =>
  calls.every(({ ok, answer }) => ok && (typeof answer !== 'object' || isComplete(answer)));

/** `By=…;Hash=…;Subject="…";URI=spiffe://mesh/a;DNS=a.example` (Envoy's x-forwarded-client-cert). */
export const callerNames = (header: string): readonly string[] =>
  [...header.matchAll(/(?:^|;)(?:DNS|URI)=([^;,"]+)/g)].flatMap(([, name]) => name ?? []);
