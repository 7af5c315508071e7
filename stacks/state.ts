import {
  LocalBackend,
  S3Backend,
  TerraformRemoteState,
  type DataTerraformRemoteStateConfig,
  type TerraformBackend,
} from 'cdktf';
import type { Construct } from 'constructs';
import type { StateBackend } from '../core/topology';

type S3State = Extract<StateBackend, { kind: 's3' }>;

/** From `<out>/stacks/<stack>/`: outside of what synth deletes, and the same wherever `<out>` lies. */
const LOCAL_STATES = '../../../.meshspan/state';

const localPathOf = (stateName: string): string => `${LOCAL_STATES}/${stateName}.tfstate`;

/** A state in a bucket, as the backend and its readers spell it. */
function s3SettingsOf({ bucket, prefix, region, role, profile, kmsKey }: S3State, stateName: string) {
  return {
    bucket,
    key: prefix === '' ? `${stateName}.tfstate` : `${prefix}/${stateName}.tfstate`,
    region,
    encrypt: true,
    ...(role === undefined ? {} : { assumeRole: { roleArn: role } }),
    ...(profile === undefined ? {} : { profile }),
    ...(kmsKey === undefined ? {} : { kmsKeyId: kmsKey }),
  };
}

/** Where a stack keeps its state: always said, for cdktf's own default is an absolute path. */
export function stateBackendIn(
  scope: Construct,
  stack: string,
  state: StateBackend,
  stateName: string,
): TerraformBackend {
  switch (state.kind) {
    case 'local':
      return new LocalBackend(scope, { path: localPathOf(stack) });
    case 's3': {
      const backend = new S3Backend(scope, s3SettingsOf(state, stateName));
      // Of Terraform 1.10, after cdktf's last release: a lock file beside the state, and no table.
      backend.addOverride('use_lockfile', true);
      return backend;
    }
    case 'http':
    case 'cloud':
      return unsupported(state.kind);
  }
}

/** Reads what another stack told, from where that stack keeps its state. */
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

export function remoteStateOf(stack: string, state: StateBackend, stateName: string): RemoteStateSettings {
  switch (state.kind) {
    case 'local':
      return { backend: 'local', config: { path: localPathOf(stack) } };
    case 's3':
      return { backend: 's3', config: s3SettingsOf(state, stateName) };
    case 'http':
    case 'cloud':
      return unsupported(state.kind);
  }
}

function unsupported(kind: string): never {
  throw new Error(`state backend "${kind}" should have been refused before synthesis`);
}
