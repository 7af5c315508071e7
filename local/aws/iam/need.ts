import { arnIn } from '../arn';
import type { Call } from '../call';
import { listField, textField, type Fields } from '../json-protocol';
import type { World } from '../world';

/** What a request needs to be allowed. */
export interface Need {
  /** Such as `acm:ExportCertificate`. */
  readonly action: string;
  /** ARN, or `*` where the action has no narrower resource. */
  readonly resource: string;
  /** Keys of the service that conditions may read. @default none */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** Asks another service of the local AWS, as the account itself: the fields of its response, empty where it is an error. */
export type Look = (service: string, target: string, asked: object) => Promise<Fields>;

/** A request of a service whose operations are in `x-amz-target`, or whose bodies are JSON. */
export interface Asked {
  readonly call: Call;
  readonly fields: Fields;
  readonly look: Look;
  readonly world: World;
}

/** The resources of a request, as ARNs. */
export type Resources = (asked: Asked) => readonly string[] | Promise<readonly string[]>;

/** The action has no narrower resource. */
export const any: Resources = () => ['*'];

/** The ARN in a member of the request. */
export const arnMember =
  (member: string): Resources =>
  ({ fields }) => [textField(fields, member) ?? '*'];

/** A resource of the calling account, from the names or ARNs in a member; `*` where the request has none. */
export const own =
  (service: string, member: string, resourceOf: (name: string, fields: Fields) => string): Resources =>
  ({ call, fields }) => {
    const single = textField(fields, member);
    const names = single === undefined ? listField(fields, member).map(String) : [single];
    if (names.length === 0) return ['*'];
    return names.map((name) =>
      name.startsWith('arn:')
        ? name
        : arnIn(call.region, service, call.caller.account, resourceOf(name, fields)),
    );
  };

/** The rows of a service: its operations and their resources. */
export type Rows = Readonly<Record<string, Resources>>;

/** Several operations with the same resources. */
export const each = (operations: readonly string[], resources: Resources): Rows =>
  Object.fromEntries(operations.map((operation) => [operation, resources]));
