/**
 * The actions that the workflows use. Each is pinned to the commit of a release, since a tag can be moved: to renew one, look up
 * `git ls-remote https://github.com/<action> <tag>` and change both.
 */
const actions = {
  'actions/checkout': { version: 'v7.0.1', commit: '3d3c42e5aac5ba805825da76410c181273ba90b1' },
  'actions/setup-go': { version: 'v7.0.0', commit: 'b7ad1dad31e06c5925ef5d2fc7ad053ef454303e' },
  'actions/setup-node': { version: 'v7.0.0', commit: '820762786026740c76f36085b0efc47a31fe5020' },
  'actions/upload-artifact': { version: 'v7.0.0', commit: 'bbbca2ddaa5d8feaa63e36b76fdaad77386f024f' },
  'aws-actions/configure-aws-credentials': { version: 'v6.2.3', commit: 'e6de054238d6b7531b4efff3b6587d9aade6a06c' },
} as const;

export type ActionName = keyof typeof actions;

/** What `uses:` says, e.g. `actions/checkout@<commit>`. */
export function pinned(action: ActionName): string {
  return `${action}@${actions[action].commit}`;
}

/** Writes the release beside each pin of a workflow's text, which no object can carry into YAML. */
export function withVersions(yaml: string): string {
  return Object.entries(actions).reduce(
    (text, [action, { commit, version }]) => text.replaceAll(`${action}@${commit}`, (pin) => `${pin} # ${version}`),
    yaml,
  );
}
