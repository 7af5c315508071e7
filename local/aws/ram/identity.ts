const account = /^\d{12}$/;
const identity = /^arn:[a-z-]+:iam::(\d{12}):(?:role|user)\/[\u0021-\u007e]{1,512}$/;

/** The account that a principal is, or whose role or user it is; undefined for organizations and units. */
export function accountIn(principal: string): string | undefined {
  return account.test(principal) ? principal : identity.exec(principal)?.[1];
}
