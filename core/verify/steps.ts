import type { Verdict } from '../checker';
import type { Account } from '../topology';
import type { Way } from '../dataplane';

/** Where the containers of a party run, and how a command is started in them. */
export type Place =
  | {
      readonly kind: 'task';
      /** Key of its account. */
      readonly account: string;
      /** Name or ARN of its ECS cluster. */
      readonly cluster: string;
      /** Name of its ECS service. */
      readonly service: string;
      readonly container: string;
    }
  | {
      readonly kind: 'pod';
      readonly account: string;
      /** Name of its EKS cluster. */
      readonly cluster: string;
      readonly namespace: string;
      readonly deployment: string;
      readonly container: string;
    };

/** Who signs in to an account, and which it must be. */
export interface AccountStep {
  readonly kind: 'account';
  readonly account: string;
  readonly id: string;
  readonly credentials: Account['credentials'];
}

/** As many tasks or pods run as should. */
export interface RunningStep {
  readonly kind: 'running';
  readonly what: string;
  readonly place: Place;
}

/** Every target of a target group is healthy. */
export interface TargetsStep {
  readonly kind: 'targets';
  readonly what: string;
  readonly account: string;
  readonly targetGroup: string;
}

/** A call, tried beside the proxy of its caller. */
export interface CallStep {
  readonly what: string;
  readonly verdict: Verdict;
  readonly from: NonNullable<Way['from']>;
  readonly way: Pick<Way, 'kind' | 'host' | 'path' | 'cluster'>;
  /** How often it is tried until it gets to this server: of several, each gets a share. */
  readonly tries: number;
}

/** Plaintext to a listener that requires TLS, past the proxy of a caller: it is refused. */
export interface PlaintextStep {
  readonly what: string;
  readonly listenerAddress: NonNullable<Way['listenerAddress']>;
}

/** What is tried in the containers of one caller, in one go. */
export interface CallsStep {
  readonly kind: 'calls';
  readonly place: Place;
  readonly calls: readonly CallStep[];
  readonly plaintexts: readonly PlaintextStep[];
}

/** The callers of a listener: each has shown a certificate. */
export interface CallersStep {
  readonly kind: 'callers';
  readonly what: string;
  readonly place: Place;
  /** Prefix of its statistics. */
  readonly listener: string;
}

/** What a gateway has called: the proxy counts it, after the doors were tried. */
export interface CountedStep {
  readonly kind: 'counted';
  readonly what: string;
  readonly verdict: Verdict;
  readonly place: Place;
  readonly cluster: string;
}

/** A load balancer's listener, from where the script runs. */
export interface DoorStep {
  readonly kind: 'door';
  readonly what: string;
  readonly account: string;
  readonly loadBalancer: string;
  readonly isInternal: boolean;
  readonly port: number;
  /** `redirect`: it answers with a redirect to HTTPS. */
  readonly answers: 'http' | 'bytes' | 'redirect';
  readonly isTls: boolean;
  /** The name that callers use; absent: the load balancer's own. */
  readonly name?: string;
  readonly path: string;
}

/** The certificate of a load balancer does not have the load balancer's own name: who calls it by that is refused. */
export interface OwnNameStep extends Pick<DoorStep, 'account' | 'loadBalancer' | 'isInternal' | 'port'> {
  readonly kind: 'own-name';
  readonly what: string;
}

/** What cannot be checked, and why. */
export interface SkippedStep {
  readonly kind: 'skipped';
  readonly what: string;
  readonly because: string;
}

/** One check of a mesh after its deploy; in the order of these kinds. */
export type Step =
  | AccountStep
  | RunningStep
  | TargetsStep
  | CallsStep
  | DoorStep
  | OwnNameStep
  | CountedStep
  | CallersStep
  | SkippedStep;
