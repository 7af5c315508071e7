import type { Diagnostic } from '../diagnostics';

/** Where a diagnostic comes from. */
export interface Where {
  readonly stack: string;
  /** The folder of its root module, as the user would type it. */
  readonly folder: string;
  /** Explanations of the plan's data plane, which come after those of Terraform and AWS. @default none */
  readonly explanations?: readonly Explanation[];
}

/** A message of Terraform, the provider or AWS, and the sentence that explains it. */
export interface Explanation {
  /** Looked for in the summary and the detail, on one line. */
  readonly says: RegExp;
  /** Used only where no other explanation fits. @default false */
  readonly vague?: boolean;
  /** The sentence is Terraform's own message, which would only be repeated below. @default false */
  readonly quotes?: boolean;
  readonly sentence: (found: RegExpExecArray, where: Where, diagnostic: Diagnostic) => string;
}
