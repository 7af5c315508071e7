/** One thing that AWS refuses. */
export interface AwsRule {
  /** HTTP status of the error. */
  readonly status: number;
  /** AWS's name of the error. */
  readonly code: string;
  /** What must be true, as a sentence: part of the error's message and of the documentation. */
  readonly sentence: string;
  /** The document or issue that states it, or `assumed`. */
  readonly source: string;
}
