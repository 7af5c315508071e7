import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { devNull } from 'node:os';
import { authorityIsThere } from './acm-pca/authority';
import { privateCaService } from './acm-pca/service';
import { appMesh } from './app-mesh';
import { meshIsThere } from './app-mesh/state';
import type { Answer } from './call';
import { correctedAnswers } from './corrections/table';
import { credentialsBook } from './credentials';
import { answerAtTheDoor } from './door';
import type { ClusterServer, ClusterServers, RunningServers } from './eks/servers';
import { eksService } from './eks/service';
import type { TaskRole } from '../task-credentials';
import { taskCredentials, type GivenCredentials, type Issuer } from './iam/task-credentials';
import { motoProxy } from './moto-proxy';
import { writeProfiles } from './profiles';
import { refusal } from './protocol-error';
import { resourceAccessManager } from './ram';
import { withdrawResource } from './ram/leave';
import { isSharedWith } from './ram/reach';
import { securityTokenService } from './sts';
import { newWorld, type Ties, type World, type WorldOptions } from './world';

/** A running local AWS. */
export interface LocalAws {
  readonly url: string;
  /** The token with which it identifies itself. */
  readonly token: string;
  /** The environment of a Terraform process that connects to it, and to nothing else. */
  readonly environment: Readonly<Record<string, string>>;
  /** Its state, to be saved and restored. */
  readonly world: World;
  /**
   * Keys of a role for a task of ECS, where the role's trust policy allows it; `taskCredentialsUri` is the address at which
   * the task itself asks for them.
   */
  readonly taskCredentials: (asked: TaskRole) => Promise<GivenCredentials>;
  /** The API servers of clusters of EKS that run, by the clusters' ARNs. */
  readonly clusters: ReadonlyMap<string, ClusterServer>;
  close(): Promise<void>;
}

/** The settings of a local AWS. */
export interface LocalAwsOptions extends Omit<WorldOptions, 'records'> {
  /**
   * The account of each profile that a stack names.
   * @default no profiles: stacks assume roles
   */
  readonly profiles?: Readonly<Record<string, string>>;
  /**
   * The address of a moto, which then answers, corrected, for all services that aren't built in.
   * @default such requests are refused with the name of the service
   */
  readonly moto?: string;
  /**
   * Starts the API servers of clusters of EKS.
   * @default such clusters cannot be created
   */
  readonly clusterServers?: ClusterServers;
  /**
   * Called after each request, before it is answered: the caller can rely on what is saved here. `World.changes` returns
   * what there is to save.
   * @default nothing is saved
   */
  readonly onChange?: (world: World) => void;
}

const ties: Ties = {
  sharedWith: isSharedWith,
  finders: { appmesh: meshIsThere, 'acm-pca': authorityIsThere },
  gone: withdrawResource,
};

/** Starts a local AWS on a free port of the loopback interface. It refuses unknown services and operations, with their names. */
export async function startLocalAws(options: LocalAwsOptions = {}): Promise<LocalAws> {
  const shared = { credentials: credentialsBook(), token: randomUUID() };
  const profiles = writeProfiles(options.profiles ?? {}, shared.credentials);
  const world = newWorld({ ...options, records: options.onChange !== undefined }, ties);
  const moto = options.moto === undefined ? undefined : motoProxy(options.moto);
  const others = moto && { name: 'moto', answer: correctedAnswers(world, moto.forward) };
  const issuer: Issuer = {
    credentials: shared.credentials,
    clock: options.clock ?? Date.now,
    ...(moto && { forward: moto.forward }),
  };
  const reviewer = { world, credentials: shared.credentials, clock: issuer.clock };
  const clusters: RunningServers = new Map();
  let url = '';
  const iam = moto && { forward: moto.forward, world };
  const services = [
    securityTokenService(shared, moto?.forward),
    appMesh(world),
    resourceAccessManager(world, others?.answer),
    privateCaService(world),
    ...(others === undefined
      ? []
      : [
          eksService(world, {
            forward: others.answer,
            clusterServers: options.clusterServers,
            servers: clusters,
            url: () => url,
          }),
        ]),
  ];
  const finish = (response: ServerResponse, answer: Answer): void => {
    options.onChange?.(world);
    send(response, answer);
  };
  const server = createServer((request, response) => {
    answerAtTheDoor(request, { ...shared, services, issuer, reviewer, others, iam }).then(
      (answer) => finish(response, answer),
      // A broken connection has no reader; a fault of the local AWS itself is AWS's "internal failure".
      () =>
        send(response, refusal(randomUUID(), 500, 'InternalFailure', 'the local AWS failed on this request')),
    );
  });
  const port = await new Promise<number>((listening, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      listening(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  url = `http://127.0.0.1:${port}`;
  return {
    url,
    token: shared.token,
    environment: environmentFor(url, profiles.file),
    world,
    taskCredentials: (asked) => taskCredentials(issuer, asked),
    clusters,
    close: async () => {
      await Promise.all([...clusters.values()].map((cluster) => cluster.stop()));
      await new Promise<void>((closed) => {
        server.close(() => {
          profiles.remove();
          moto?.close();
          closed();
        });
        // SDKs keep connections open, which would keep the server running.
        server.closeAllConnections();
      });
    },
  };
}

function environmentFor(url: string, profilesFile: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    // Not in the form of AWS's keys, so that they cannot be mistaken for real ones.
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EC2_METADATA_DISABLED: 'true',
    // The user's own profiles must not be used by a stack that runs locally.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: profilesFile,
  };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.headersSent || response.destroyed) return;
  // For a HEAD, the length may be that of the response to a GET.
  response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
  response.end(body);
}
