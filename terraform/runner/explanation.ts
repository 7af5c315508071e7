import type { Diagnostic } from '../diagnostics';

/** Where a diagnostic comes from. */
export interface Where {
  readonly stack: string;
  /** The folder of its root module, as the user would type it. */
  readonly folder: string;
  /** Explanations of the plan's data plane, which come after those of Terraform and AWS. @default none */
  readonly explanations?: readonly Explanation[];
}

/** Words of Terraform, the provider or AWS, and the sentence that explains them. */
export interface Explanation {
  /** Looked for in the summary and the detail, on one line. */
  readonly says: RegExp;
  /** Said only where nothing else is known. @default false */
  readonly vague?: boolean;
  /** The sentence is Terraform's own, so that its words below would repeat it. @default false */
  readonly quotes?: boolean;
  readonly sentence: (found: RegExpExecArray, where: Where, diagnostic: Diagnostic) => string;
}
