const account = /^\d{12}$/;
const identity = /^arn:[a-z-]+:iam::(\d{12}):(?:role|user)\/[\u0021-\u007e]{1,512}$/;

/** The account of a principal: itself, or that of a role or user; undefined for organizations and units. */
export function accountIn(principal: string): string | undefined {
  return account.test(principal) ? principal : identity.exec(principal)?.[1];
}
