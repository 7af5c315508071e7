import type { TaskCredentials } from '../aws/iam/task-credentials';

/** What App Mesh's management service answers to a proxy. */
export type ProxyConfiguration =
  | {
      readonly ok: true;
      /**
       * A configuration of Envoy without interception: a listener on `0.0.0.0` at each port of the node or gateway, which
       * leads to `127.0.0.1` at that port, and one at `localAddressOf(<name of a service>)` for each port of each service
       * that it may call, where the connections of its application are led.
       */
      readonly bootstrap: Readonly<Record<string, unknown>>;
    }
  /** Why it gets none, in one line: a missing node, share or permission. */
  | { readonly ok: false; readonly problem: string };

/** App Mesh's management service, from what the local AWS holds at that moment. */
export interface ManagementService {
  /**
   * The configuration of a proxy.
   * @param resourceArn its `APPMESH_RESOURCE_ARN`
   * @param credentials keys of the role of its task
   */
  configurationOf(resourceArn: string, credentials: TaskCredentials): Promise<ProxyConfiguration>;
}
