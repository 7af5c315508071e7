import { asDeployed, unprivileged } from '../../envoy/ways';

/** What a value of an environment tells an application to call. */
export interface CallTarget {
  /** Name of the environment variable. */
  readonly variable: string;
  /** As it is deployed: `http://127.89.10.20:4567`. */
  readonly said: string;
  readonly language: Language;
  /** As it is on this machine. */
  readonly host: string;
  readonly port: number;
}

/** How an application talks to what it calls. */
export type Language = 'http' | 'redis' | 'postgres';

const TARGET = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:[^@/\s]*@)?([a-z0-9_.-]+):(\d{1,5})(?:[/?].*)?$/i;

const BY_SCHEME: Readonly<Record<string, Language>> = {
  redis: 'redis',
  postgres: 'postgres',
  postgresql: 'postgres',
};

/** Where a value names no scheme, the port that IANA assigns tells it. */
const BY_PORT: Readonly<Record<string, Language>> = { '6379': 'redis', '5432': 'postgres' };

/** A host without a port, as some applications have it: they know the port. */
const HOST = /^[a-z0-9_.-]+$/i;

/**
 * Everything that an environment tells an application to call: each value of the form `[scheme://]host:port`, and each host
 * that its proxy answers for.
 * @param moved the same environment, with the addresses of this machine
 * @param portsAt ports on which the proxy answers for a host, as they are on this machine
 */
export const targetsIn = (
  deployed: Readonly<Record<string, string>>,
  moved: Readonly<Record<string, string>>,
  portsAt: (host: string) => readonly number[],
): readonly CallTarget[] =>
  Object.entries(deployed).flatMap(([variable, said]): readonly CallTarget[] => {
    const value = moved[variable] ?? '';
    if (variable.startsWith('AWS_')) return [];
    if (HOST.test(value))
      return portsAt(value).map((port) => ({
        variable,
        said,
        language: languageOf('', asDeployed(port)),
        host: value,
        port,
      }));
    const [, scheme = '', host, port] = TARGET.exec(value) ?? [];
    if (host === undefined || port === undefined) return [];
    const language = languageOf(scheme, Number(port));
    return [{ variable, said, language, host, port: unprivileged(Number(port)) }];
  });

const languageOf = (scheme: string, port: number): Language =>
  BY_SCHEME[scheme.toLowerCase()] ?? (scheme === '' ? BY_PORT[String(port)] : undefined) ?? 'http';
