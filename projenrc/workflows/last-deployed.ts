/** What GitHub's GraphQL API answers to {@link deploymentsQuery}. */
export interface DeploymentsAnswer {
  readonly data?: {
    readonly repository: {
      readonly deployments: {
        readonly nodes: readonly {
          readonly commitOid: string;
          readonly latestStatus: { readonly state: string } | null;
        }[];
      };
    } | null;
  };
  readonly errors?: readonly { readonly message: string }[];
}

/** The deployments to an environment, the newest first. GitHub makes one of every job that has it, and gives it the job's outcome. */
export const deploymentsQuery = `query ($owner: String!, $name: String!, $environment: String!) {
  repository(owner: $owner, name: $name) {
    deployments(environments: [$environment], first: 100, orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { commitOid latestStatus { state } }
    }
  }
}`;

/**
 * The commit of the newest deploy that succeeded; undefined where none of the last hundred did. Not the parent of what is deployed now: where
 * a deploy failed or was left out, its changes are still to come.
 */
export function lastDeployed({ data, errors }: DeploymentsAnswer): string | undefined {
  const nodes = data?.repository?.deployments.nodes;
  if (!nodes) {
    throw new Error(`GitHub did not tell its deployments: ${(errors ?? []).map(({ message }) => message).join('; ')}`);
  }
  return nodes.find(({ latestStatus }) => latestStatus?.state === 'SUCCESS')?.commitOid;
}
