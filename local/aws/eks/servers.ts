/** The API server of a cluster, as the local AWS needs it. */
export interface ClusterServer {
  /** Where clients ask it: `https://127.0.0.1:PORT`. */
  readonly url: string;
  /** The certificate of its authority, PEM. */
  readonly authority: string;
  /** A file for `kubectl --kubeconfig`, with which everything is allowed. */
  readonly kubeconfig: string;
  /** Gives the cluster exactly these nodes. */
  setNodes(nodes: readonly ClusterNode[]): Promise<void>;
  /** Adds the kinds of resources that an add-on brings. Nothing of it runs. */
  installAddon(name: string): Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A node of a cluster. */
export interface ClusterNode {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Starts API servers of clusters. */
export interface ClusterServers {
  /**
   * Starts one, which asks at an address whose a token is; one line where that is not possible here.
   * @param tokenReviews URL that answers TokenReview requests
   */
  start(
    tokenReviews: string,
  ): Promise<
    { readonly ok: true; readonly server: ClusterServer } | { readonly ok: false; readonly problem: string }
  >;
}

/** The servers that run, by the ARNs of their clusters. */
export type RunningServers = Map<string, ClusterServer>;
