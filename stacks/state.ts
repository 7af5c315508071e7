import {
  DataTerraformRemoteState,
  HttpBackend,
  LocalBackend,
  S3Backend,
  TerraformBackend,
  TerraformRemoteState,
  type DataTerraformRemoteStateConfig,
} from 'cdktf';
import type { Construct } from 'constructs';
import { defined } from '../core/base/properties';
import type { StateBackend } from '../core/topology';

type StateOf<K extends StateBackend['kind']> = Extract<StateBackend, { readonly kind: K }>;

/** Where a stack stores its state, and where it finds the states of other stacks. */
export interface StatePlace {
  readonly backend: StateBackend;
  /** The folder of local states, from a stack's own folder. */
  readonly folder: string;
}

/** Beside the folder into which stacks are written, from `<out>/stacks/<stack>/`: synth does not replace it. */
export const besideOut = '../../../.meshspan/state';

/** The files carry mesh and environment in their names, so that two of them in one folder never share a state. */
const localPathOf = (folder: string, stateName: string): string => `${folder}/${stateName}.tfstate`;

/** A state in a bucket, as the backend and its readers spell it. */
function s3SettingsOf({ bucket, prefix, region, role, profile, kmsKey }: StateOf<'s3'>, stateName: string) {
  return {
    bucket,
    key: prefix === '' ? `${stateName}.tfstate` : `${prefix}/${stateName}.tfstate`,
    region,
    encrypt: true,
    ...(role === undefined ? {} : { assumeRole: { roleArn: role } }),
    ...defined({ profile, kmsKeyId: kmsKey }),
  };
}

/** One address per state; a slash at its end is not doubled. */
const httpAddressOf = ({ address }: StateOf<'http'>, stateName: string): string =>
  `${address.replace(/\/+$/, '')}/${stateName}`;

const cloudPlaceOf = ({ organization, hostname }: StateOf<'cloud'>) => ({
  organization,
  ...defined({ hostname }),
});

/** A `cloud` block. cdktf's own class would look for Terraform on this machine before it writes anything. */
class CloudState extends TerraformBackend {
  private readonly state: StateOf<'cloud'>;
  private readonly workspace: string;

  constructor(scope: Construct, state: StateOf<'cloud'>, workspace: string) {
    super(scope, 'backend', 'cloud');
    this.state = state;
    this.workspace = workspace;
  }

  override toTerraform(): object {
    const { project } = this.state;
    const workspaces = { name: this.workspace, ...defined({ project }) };
    return { terraform: { cloud: { ...cloudPlaceOf(this.state), workspaces } } };
  }

  /** For references that a user's own constructs make to another stack. */
  override getRemoteStateDataSource(scope: Construct, name: string): TerraformRemoteState {
    const workspaces = { name: this.workspace };
    return new DataTerraformRemoteState(scope, name, { ...cloudPlaceOf(this.state), workspaces });
  }
}

/** Where a stack stores its state: always explicit, because cdktf's default is an absolute path. */
export function stateBackendIn(
  scope: Construct,
  { backend: state, folder }: StatePlace,
  stateName: string,
): TerraformBackend {
  switch (state.kind) {
    case 'local':
      return new LocalBackend(scope, { path: localPathOf(folder, stateName) });
    case 's3': {
      const backend = new S3Backend(scope, {
        ...s3SettingsOf(state, stateName),
        ...defined({ dynamodbTable: state.lockTable }),
      });
      // New in Terraform 1.10, after cdktf's last release: a lock file beside the state, without a table.
      backend.addOverride('use_lockfile', true);
      return backend;
    }
    case 'http': {
      const address = httpAddressOf(state, stateName);
      // Without lock addresses Terraform does not lock; its documentation recommends the address of the state.
      return new HttpBackend(scope, { address, lockAddress: address, unlockAddress: address });
    }
    case 'cloud':
      return new CloudState(scope, state, stateName);
  }
}

/** Reads the outputs of another stack from that stack's state. */
export class RemoteState extends TerraformRemoteState {
  /** Address of the data source. */
  readonly address: string;

  constructor(scope: Construct, stack: string, name: string, settings: RemoteStateSettings) {
    super(scope, stack, settings.backend, settings.config);
    this.overrideLogicalId(name);
    this.address = `data.terraform_remote_state.${name}`;
  }
}

interface RemoteStateSettings {
  readonly backend: string;
  readonly config: DataTerraformRemoteStateConfig & Readonly<Record<string, unknown>>;
}

export function remoteStateOf(
  { backend: state, folder }: StatePlace,
  stateName: string,
): RemoteStateSettings {
  switch (state.kind) {
    case 'local':
      return { backend: 'local', config: { path: localPathOf(folder, stateName) } };
    case 's3':
      return { backend: 's3', config: s3SettingsOf(state, stateName) };
    case 'http':
      return { backend: 'http', config: { address: httpAddressOf(state, stateName) } };
    case 'cloud':
      // Terraform reads the workspaces of a `cloud` block by its older backend's name.
      return { backend: 'remote', config: { ...cloudPlaceOf(state), workspaces: { name: stateName } } };
  }
}
