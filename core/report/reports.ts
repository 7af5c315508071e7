import { defined } from '../base/properties';
import type { CheckResult } from '../checker';
import type { Plan } from '../planner';
import type { Finding, Path, Place, Rotation, StateBackend } from '../topology';
import { checkJson } from './check-json';
import { checkSvg } from './check-svg';
import { checkText } from './check-text';
import type { PlacedEdge } from './edge';
import { explanationText, type Explanation } from './explanation';
import type { Report, Reports } from './format';
import { labText, type LabRun } from './lab';
import { jsonText } from './json-text';
import { planJson, type PlanFacts } from './plan-json';
import type { PlacedParty } from './picture';
import { planText } from './plan-text';

// One table for each kind of result. A new format is a name in `formats` and a row in the tables that have it.

/** What `check` reports. */
export interface Checked {
  readonly edges: readonly PlacedEdge[];
  readonly findings: readonly Finding[];
  readonly resources: CheckResult['resources'];
  /** @default none: only the ends of edges are drawn */
  readonly parties?: readonly PlacedParty[];
  /** @default no authority takes the place of another */
  readonly rotation?: Rotation;
}

export const checkReports: Reports<Checked> & Record<'svg', Report<Checked>> = {
  text: ({ edges, findings, rotation }, style) => checkText(edges, findings, style, rotation),
  json: ({ edges, findings, resources, rotation }) =>
    jsonText(checkJson(edges, findings, resources, rotation)),
  svg: ({ edges, parties = [] }) => checkSvg(edges, parties),
};

/** What `plan` reports. */
export interface PlanWithPlaces {
  readonly plan: Plan;
  readonly state: StateBackend;
  readonly facts?: PlanFacts;
  /** What is billed while it exists. @default nothing is said of it */
  readonly billed?: readonly string[];
  /** Where the thing at a path was written. */
  readonly placeOf: (path: Path) => Place;
}

export const planReports: Reports<PlanWithPlaces> = {
  text: ({ plan, facts, billed }, style) =>
    planText(plan, style, defined({ rotation: facts?.rotation, billed })),
  json: ({ plan, state, placeOf, facts, billed }) =>
    jsonText({ ...planJson(plan, state, placeOf, facts), ...defined({ billed }) }),
};

/** What `synth` reports. */
export interface Synthesized {
  /** The folder, as the user named it. */
  readonly out: string;
  /** Names of the stacks that were written. */
  readonly stacks: readonly string[];
  /** Files of the data plane that were written, relative to the folder. */
  readonly files: readonly string[];
  /** Names of stacks of an earlier run that left the topology. */
  readonly removed: readonly string[];
  /** Manifests of what is in clusters; absent: the user asked for none. */
  readonly manifests?: {
    /** As the user named it. */
    readonly folder: string;
    /** Relative to the folder. */
    readonly files: readonly string[];
  };
}

export const synthReports: Reports<Synthesized> = {
  text: ({ out, stacks, files, manifests }) =>
    [
      ...[...stacks.map((stack) => `stacks/${stack}/cdk.tf.json`), ...files].map(
        (path) => `${out}/${path}\n`,
      ),
      ...(manifests?.files ?? []).map((path) => `${manifests?.folder}/${path}\n`),
    ].join(''),
  json: (synthesized) => jsonText({ version: 1, ...synthesized }),
};

export const explanationReports: Reports<Explanation> = {
  text: explanationText,
  json: (explanation) => jsonText({ version: 1, ...explanation }),
};

export const labReports: Reports<LabRun> = {
  text: labText,
  json: ({ results }) => jsonText({ version: 1, ...results }),
};
