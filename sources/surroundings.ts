type Environment = Readonly<Record<string, string | undefined>>;

/** Marks the values of parameters in the environment. */
const prefix = 'MESHSPAN_PARAM_';

/** The values of parameters that the environment offers, by name. */
export const offeredBy = (env: Environment): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      name.startsWith(prefix) && value !== undefined ? [[name.slice(prefix.length), value] as const] : [],
    ),
  );

/** The environment of the mesh that `MESHSPAN_ENVIRONMENT` names, if any. */
export const environmentIn = (env: Environment): string | undefined =>
  env['MESHSPAN_ENVIRONMENT'] === '' ? undefined : env['MESHSPAN_ENVIRONMENT'];
