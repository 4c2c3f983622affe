/** The service that the command line names; Nx passes it, so a missing one is a bug in the target. */
export function serviceArgument(): string {
  const service = process.argv[2];
  if (!service) throw new Error('usage: <command> <service>');
  return service;
}
