import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { WrittenTopology } from '../../core/topology';

/** The examples that are deployed with everything in them, on each of the data planes. */
export const exampleNames = ['yelb', 'color-app', 'color-app-files', 'vas', 'ai-api'] as const;
/** Those that have a cluster of EKS. */
export const podExampleNames = ['yelb-eks', 'yelb-mixed', 'ai-pipeline'] as const;
export const examplePlanes = ['envoy', 'app-mesh'] as const;

export type ExampleName = (typeof exampleNames)[number];
export type PodExampleName = (typeof podExampleNames)[number];
export type ExamplePlane = (typeof examplePlanes)[number];

const everywhere = <N extends string>(names: readonly N[]): readonly (readonly [N, ExamplePlane])[] =>
  names.flatMap((name) => examplePlanes.map((plane) => [name, plane] as const));

/** Every example on ECS on every data plane. */
export const everyExample = everywhere(exampleNames);
/** Every example that has a cluster of EKS, on every data plane. */
export const everyPodExample = everywhere(podExampleNames);

/** What an example writes, on a data plane, free to be destroyed again. */
export function exampleOn(name: ExampleName | PodExampleName, dataPlane: ExamplePlane): WrittenTopology {
  const text = readFileSync(join(__dirname, '../../examples', name, 'topology.yaml'), 'utf8');
  // The schema of the reader judges it: what it returns here is whatever the file says.
  return { ...(parse(text, { merge: true }) as WrittenTopology), dataPlane, removalProtection: false };
}
