import type { Statement } from '../../core/dataplane/tasks';

/**
 * ARNs in one policy. The longest, of target groups, have about 115 characters: that many fit into the 6,144 of a managed policy,
 * and into the 10,240 that all inline policies of a role have together (IAM user guide, "IAM and AWS STS quotas").
 */
const MOST = 45;

/** The statements as those of several policies, none with more ARNs than fit; in order, and the first is full before the next. */
export function policyShares(statements: readonly Statement[]): readonly (readonly Statement[])[] {
  const pieces = statements.flatMap((statement) =>
    statement.resources.map((resource) => ({ statement, resource })),
  );
  const shares = Array.from({ length: Math.ceil(pieces.length / MOST) }, (_none, share) =>
    pieces.slice(share * MOST, (share + 1) * MOST),
  );
  return shares.map((share) =>
    [...new Set(share.map(({ statement }) => statement))].map((statement) => ({
      ...statement,
      resources: share.flatMap((piece) => (piece.statement === statement ? [piece.resource] : [])),
    })),
  );
}
