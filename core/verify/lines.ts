/** One check of `verify`, as its script reports it. */
export interface Check {
  readonly result: 'ok' | 'failed' | 'not checked';
  readonly check: string;
  readonly detail: string;
}

const LINE = /^(?<result>ok|failed|not checked) {2,}(?<check>.+?): (?<detail>.*)$/;

/** The checks in what a script has printed. */
export const checksIn = (text: string): readonly Check[] =>
  text.split('\n').flatMap((line) => {
    const { result = '', check = '', detail = '' } = LINE.exec(line)?.groups ?? {};
    return isResult(result) ? [{ result, check, detail }] : [];
  });

const isResult = (word: string): word is Check['result'] =>
  word === 'ok' || word === 'failed' || word === 'not checked';
