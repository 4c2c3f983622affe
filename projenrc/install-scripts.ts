/**
 * The packages that bring a script of their own for their installation, and whether it may run: the one of `node`, which
 * fetches the binary for this machine. The others look at what is there, compile what works without, or tell somebody that
 * they were installed.
 */
export const installScripts: Readonly<Record<string, boolean>> = {
  '@parcel/watcher': false,
  '@scarf/scarf': false,
  '@swc/core': false,
  'cpu-features': false,
  esbuild: false,
  node: true,
  nx: false,
  protobufjs: false,
  ssh2: false,
  'unrs-resolver': false,
};
