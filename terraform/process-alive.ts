/** Whether a process with this id is running, under any user; false for a number that cannot be a process id. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // The process of another user is alive as well.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
