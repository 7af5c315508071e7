import type { Answers } from './answers';

/** A web server that is kept for a long time, from Amazon's public registry: no account is needed to pull it. */
export const IMAGE = 'public.ecr.aws/docker/library/nginx:1.28-alpine';

/** The port on which both applications listen, in clear text and to their own proxy alone. */
export const PORT = 8080;

/** The environment variable that tells `web` where `api` is. */
export const VARIABLE = 'API';

const serving = (directive: string): readonly string[] => [
  'sh',
  '-c',
  `echo "server { listen ${PORT}; location / { ${directive}; } }" > /etc/nginx/conf.d/default.conf && exec nginx -g "daemon off;"`,
];

/** `web` passes each request on to `api`, which answers it. */
export const commands = {
  web: serving(`proxy_pass $${VARIABLE}`),
  api: serving('return 200 hello'),
} as const;

/** The accounts of the two workloads: `web` is the owner's, `api` another's if there is one. */
export function homesOf({ accounts }: Pick<Answers, 'accounts'>): {
  readonly web: string;
  readonly api: string;
} {
  const [first, second] = accounts;
  const web = first?.key ?? '';
  return { web, api: second?.key ?? web };
}

/** The accounts in which containers run, each once. */
export const placesOf = ({ web, api }: ReturnType<typeof homesOf>): readonly string[] =>
  web === api ? [web] : [web, api];

/** The name for which the certificate of the load balancer is issued. */
export const siteOf = ({ mesh }: Pick<Answers, 'mesh'>): string => `web.${mesh}.internal`;
