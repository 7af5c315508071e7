import { execFile } from 'node:child_process';
import { environmentOf } from '../../terraform/environment';

/** An etcd that can be started, or one line that says how to get one. */
export type FoundEtcd =
  | { readonly ok: true; readonly command: string; readonly version: string }
  | { readonly ok: false; readonly problem: string };

/**
 * The etcd on PATH: the API server keeps everything in one.
 * @param command another program to try @default etcd
 */
export function findEtcd(command = 'etcd'): Promise<FoundEtcd> {
  return new Promise((done) => {
    execFile(command, ['--version'], { timeout: 20_000, env: environmentOf() }, (error, stdout) => {
      const version = /etcd Version: (\d+\.\d+\.\d+)/.exec(stdout)?.[1];
      done(
        error === null && version !== undefined
          ? { ok: true, command, version }
          : {
              ok: false,
              problem:
                'etcd 3.4 or newer is needed, and none is on PATH; install the package etcd-server (Debian, Ubuntu) or etcd (Homebrew), or put a release of https://github.com/etcd-io/etcd/releases there',
            },
      );
    });
  });
}
