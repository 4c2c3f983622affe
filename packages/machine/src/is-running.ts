/** Whether a process of that id runs here, as a child or anybody's. */
export function isRunning(pid: number): boolean {
  try {
    // Signal 0 reaches nobody, but tells whether somebody would be reached.
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, and is another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
