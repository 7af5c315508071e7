import type { Bootstrap, ProxySpec } from '../../core/dataplane/envoy';

/** App Mesh's management service of a local AWS. */
export interface ManagementService {
  /**
   * The configuration of a proxy, from what App Mesh, Cloud Map, ACM and AWS Private CA hold at this moment. It never
   * rejects for what AWS refuses: that is `ok: false`.
   */
  configurationOf(request: ConfigurationRequest): Promise<Configured>;
}

/** What the service asks, and how it configures. */
export interface ManagementOptions {
  /** Of the local AWS. */
  readonly url: string;
  readonly region: string;
  /**
   * How connections get to the proxies of nodes. App Mesh has `iptables` alone; `none` is for proxies that have no network
   * of their own here.
   * @default iptables
   */
  readonly interception?: ProxySpec['interception'];
}

/** A proxy that asks for its configuration. */
export interface ConfigurationRequest {
  /** `APPMESH_RESOURCE_ARN` of its container: an ARN, or from `mesh/` on. */
  readonly resourceArn: string;
  /** Keys of its task role. Everything that the proxy itself would fetch is asked for with them. */
  readonly credentials: { readonly accessKeyId: string };
  /**
   * Where the proxy is on this machine: its addresses, ports, and folder. What it is given has the endpoints that Cloud
   * Map answers.
   * @default as it would be in its container
   */
  readonly place?: (proxy: ProxySpec) => ProxySpec;
  /**
   * The last change of its whole configuration, before listeners and clusters are put into files.
   * @default none
   */
  readonly settle?: (bootstrap: Bootstrap) => Bootstrap;
}

/** A file that a proxy reads. */
export interface ConfigurationFile {
  readonly path: string;
  readonly text: string;
}

/** Something that the proxy lacks, since AWS refuses it or App Mesh cannot use it: what needs it does not work. */
export interface Withheld {
  /** ARN of the certificate or authority. */
  readonly arn: string;
  /** What was asked: `acm:ExportCertificate`. */
  readonly action: string;
  readonly reason: string;
}

/** The configuration of a proxy with its files, or why it gets none. */
export type Configured =
  | {
      readonly ok: true;
      /** As it was placed. */
      readonly proxy: ProxySpec;
      /** For `--config-path` or `--config-yaml`: it names the other files, which a running Envoy watches. */
      readonly bootstrap: Bootstrap;
      /** In the order in which they are to be written, each by a rename. They contain keys: for their owner alone. */
      readonly files: readonly ConfigurationFile[];
      readonly withheld: readonly Withheld[];
    }
  | {
      readonly ok: false;
      /** One line: what AWS refused, with the code of its error, or why no Envoy can be configured. */
      readonly reason: string;
    };
