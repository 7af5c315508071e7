import { isRecord } from '../../base/json';
import type { Change, Resource } from '../../planner/change';
import { quotedList } from '../../base/text';

/** Types of mesh objects that pods have, with the kind of the controller's resource. */
const KINDS: Readonly<Record<string, string>> = {
  aws_appmesh_virtual_node: 'VirtualNode',
  aws_appmesh_virtual_gateway: 'VirtualGateway',
};

/** The policy of a proxy: of a party that stays it is there whoever makes its mesh object. */
const POLICY = 'aws_iam_policy';

const RELEASE = 'helm_release';

const GUIDE = 'docs/app-mesh-controller.md, "Another owner", has the steps';

/**
 * Mesh objects that would change their owner in one step. To the controller: Terraform deletes them first, and callers find
 * nobody until the controller has made them again. To Terraform: it creates what is there already, which AWS refuses.
 */
export const changedOwnersIn = (change: Change): readonly string[] => [
  ...toController(change),
  ...toTerraform(change),
];

function toController({ stack, before, after }: Change): readonly string[] {
  const kept = new Set(after.map(addressOf));
  const policies = after.filter(({ type }) => type === POLICY).map(({ name }) => name);
  const lost = before.filter(
    (each) =>
      KINDS[each.type] !== undefined &&
      !kept.has(addressOf(each)) &&
      policies.some((policy) => partOf(policy) === partOf(each.name)),
  );
  return lost.length === 0
    ? []
    : [
        `${quotedList(lost.map(nameOf), ' and ')} of stack "${stack}" would be deleted before a controller makes them again; ${GUIDE}`,
      ];
}

function toTerraform({ stack, before, after }: Change): readonly string[] {
  const known = new Set(before.map(addressOf));
  const released = new Set(before.filter(({ type }) => type === RELEASE).flatMap(objectsOf));
  const taken = after.filter(
    (each) => !known.has(addressOf(each)) && released.has(`${KINDS[each.type] ?? ''} ${nameOf(each)}`),
  );
  return taken.length === 0
    ? []
    : [
        `${quotedList(taken.map(nameOf), ' and ')} of stack "${stack}" would be created while a controller has made them; ${GUIDE}`,
      ];
}

const addressOf = ({ type, name }: Resource): string => `${type}.${name}`;

/** What a resource belongs to: `workload_ui_node` and `workload_ui_envoy` both to `workload_ui`. */
const partOf = (name: string): string => name.split('_').slice(0, 2).join('_');

function nameOf({ attributes }: Resource): string {
  const name = isRecord(attributes) ? attributes['name'] : undefined;
  return typeof name === 'string' ? name : '';
}

/** The mesh objects in the values of a release: `VirtualNode ui`. */
function objectsOf({ attributes }: Resource): readonly string[] {
  const values: unknown = isRecord(attributes) ? attributes['values'] : undefined;
  return (Array.isArray(values) ? values : []).flatMap((text: unknown) => {
    const parsed = typeof text === 'string' ? parsedOrNothing(text) : undefined;
    const objects: unknown = isRecord(parsed) ? parsed['objects'] : undefined;
    return (Array.isArray(objects) ? objects : []).flatMap((object: unknown) => {
      if (!isRecord(object)) return [];
      const { kind, spec } = object;
      return typeof kind === 'string' && isRecord(spec) && typeof spec['awsName'] === 'string'
        ? [`${kind} ${spec['awsName']}`]
        : [];
    });
  });
}

/** Values of somebody else's release may be YAML. */
function parsedOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
