import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The memory that a process uses now (its resident set), in bytes; undefined where the system doesn't report it. */
export async function residentBytes(pid: number): Promise<number | undefined> {
  return process.platform === 'linux' ? fromProc(pid) : await fromPs(pid);
}

function fromProc(pid: number): number | undefined {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}

function fromPs(pid: number): Promise<number | undefined> {
  return new Promise((done) => {
    execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, stdout) =>
      done(error === null && stdout.trim() !== '' ? Number(stdout) * 1024 : undefined),
    );
  });
}
