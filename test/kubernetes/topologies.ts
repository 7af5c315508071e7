import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { recordOf } from '../../core/base/json';
import { podVariants } from '../cases/pod-variants';

type Plane = 'envoy' | 'app-mesh';

const example = (name: string): object =>
  recordOf(
    parse(readFileSync(join(__dirname, '../../examples', name, 'topology.yaml'), 'utf8'), { merge: true }),
  );

const both: readonly Plane[] = ['envoy', 'app-mesh'];

const written: readonly (readonly [string, object, readonly Plane[]])[] = [
  ...Object.entries(podVariants).map(([name, topology]) => [name, topology, both] as const),
  ['yelb-eks', example('yelb-eks'), both],
  ['yelb-mixed', example('yelb-mixed'), both],
  // Its callers present certificates of ACM, which App Mesh could not.
  ['ai-pipeline', example('ai-pipeline'), ['envoy']],
];

/** Topologies with something on EKS, by name and data plane. */
export const podTopologies: Readonly<Record<string, object>> = Object.fromEntries(
  written.flatMap(([name, topology, planes]) =>
    planes.map((dataPlane) => [
      `${name} on ${dataPlane}`,
      { ...topology, dataPlane, ...(dataPlane === 'app-mesh' && { acceptEnded: true }) },
    ]),
  ),
);
