import { manifestsOf as clustersOf } from '../dataplane/manifests';
import { generatedBy, manifestFiles } from '../dataplane/pods/manifest-files';
import type { KnownValue, KnownValues } from '../dataplane/pods/manifest-text';
import type { Lowered, PlaneFile } from '../dataplane';
import { inputNameOf, knownValueOf, meshLabelOf, outputNameOf, valueKeyOf, type Plan } from '../planner';
import type { Closed, Topology } from '../topology';

/** What stacks have put out: by stack and output. */
export type StackOutputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A value that is unknown before a deploy. */
export type MissingValue =
  | { readonly kind: 'output'; readonly name: string; readonly stack: string; readonly output: string }
  | { readonly kind: 'parameter'; readonly name: string };

export interface Manifests {
  readonly files: readonly PlaneFile[];
  /** First line of each file: what has it may be replaced. */
  readonly firstLine: string;
  readonly missing: readonly MissingValue[];
}

interface Deployed {
  readonly topology: Topology;
  readonly plan: Plan;
  readonly lowered: Closed<Lowered>;
}

/** Everything that is in the clusters of a mesh, as files for kubectl, Argo CD or Flux: the objects that Terraform creates. */
export function manifestsOf({ topology, plan, lowered }: Deployed, outputs: StackOutputs): Manifests {
  const missing = new Map<string, MissingValue>();
  const unknown = (value: MissingValue): KnownValue => {
    missing.set(value.name, value);
    return { name: value.name };
  };
  const label = meshLabelOf(topology);
  const known = (account: string): KnownValues => {
    const wires = wiresTo(plan, account);
    return {
      output: (value) => {
        const written = knownValueOf(topology, value);
        if (written !== undefined) return { value: written };
        const wire = wires.get(valueKeyOf(value));
        if (wire === undefined) throw new Error(`no stack outputs ${outputNameOf(value)} for the cluster`);
        const { from: stack, output, literal } = wire;
        const text = literal ?? outputs[stack]?.[output];
        return text === undefined
          ? unknown({ kind: 'output', name: inputNameOf(wire), stack, output })
          : { value: text };
      },
      parameter: (name) => unknown({ kind: 'parameter', name }),
    };
  };
  const { files, missing: names } = manifestFiles(clustersOf({ topology, lowered }), label, known);
  return { files, firstLine: generatedBy(label), missing: names.flatMap((name) => missing.get(name) ?? []) };
}

/** The values that come to the Kubernetes stack of an account. */
const wiresTo = ({ stacks }: Plan, account: string) =>
  new Map(
    stacks
      .filter((stack) => stack.kind === 'kubernetes' && stack.account === account)
      .flatMap(({ inputs }) => inputs.map((wire) => [valueKeyOf(wire.value), wire] as const)),
  );
