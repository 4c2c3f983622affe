/** Linux capabilities by bit number, 0 to 37 (linux/capability.h), without the prefix CAP_, as Docker names them. */
const capabilities = [
  ...['CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID', 'SETPCAP'],
  ...['LINUX_IMMUTABLE', 'NET_BIND_SERVICE', 'NET_BROADCAST', 'NET_ADMIN', 'NET_RAW', 'IPC_LOCK', 'IPC_OWNER'],
  ...['SYS_MODULE', 'SYS_RAWIO', 'SYS_CHROOT', 'SYS_PTRACE', 'SYS_PACCT', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_NICE'],
  ...['SYS_RESOURCE', 'SYS_TIME', 'SYS_TTY_CONFIG', 'MKNOD', 'LEASE', 'AUDIT_WRITE', 'AUDIT_CONTROL', 'SETFCAP'],
  ...['MAC_OVERRIDE', 'MAC_ADMIN', 'SYSLOG', 'WAKE_ALARM', 'BLOCK_SUSPEND', 'AUDIT_READ'],
];

/**
 * The capabilities that a process could hold at most, by its bounding set. Those above bit 37 (PERFMON, BPF,
 * CHECKPOINT_RESTORE) are left out: older Docker does not know them, and a node does without.
 * @param status the text of /proc/<pid>/status
 */
export function heldCapabilities(status: string): string[] {
  const mask = /^CapBnd:\s*([0-9a-f]+)$/m.exec(status)?.[1];
  if (mask === undefined) throw new RangeError('there is no CapBnd in that status');
  const bits = BigInt(`0x${mask}`);
  return capabilities.filter((_, bit) => (bits >> BigInt(bit)) & 1n);
}
