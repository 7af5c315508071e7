/** The role that deploys the stacks of an account, in each account. */
export const DEPLOY_ROLE = 'meshspan-deploy';

/** The role that plans them on a pull request: it reads, and changes nothing. */
export const PLAN_ROLE = 'meshspan-plan';

/** The parameter of a topology that names the role; a pipeline sets it to `PLAN_ROLE` on pull requests. */
export const ROLE_PARAMETER = 'ROLE';
