import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesizedTo } from '../cases/synthesized';

export type Json = { readonly [name: string]: unknown };

/** A block with its address. */
export interface Block {
  readonly type: string;
  readonly address: string;
  readonly body: Json;
}

/** What Terraform reads of one stack. */
export class StackJson {
  readonly text: string;
  readonly json: Json;

  constructor(text: string) {
    this.text = text;
    this.json = JSON.parse(text) as Json;
  }

  get resources(): readonly Block[] {
    return blocksOf(this.json['resource']);
  }

  get data(): readonly Block[] {
    return blocksOf(this.json['data']);
  }

  /** Counts by type. */
  get counts(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { type } of this.resources) counts[type] = (counts[type] ?? 0) + 1;
    return counts;
  }

  ofType(type: string): readonly Block[] {
    return this.resources.filter((block) => block.type === type);
  }

  /** The body of a block; a miss names what is there. */
  at(address: string): Json {
    const blocks = [...this.resources, ...this.data];
    const found = blocks.find((block) => block.address === address);
    if (found === undefined)
      throw new Error(`no ${address} among ${blocks.map((block) => block.address).join(', ')}`);
    return found.body;
  }

  section(name: string): Json {
    return (this.json[name] ?? {}) as Json;
  }

  output(name: string): Json {
    return this.section('output')[name] as Json;
  }
}

const blocksOf = (section: unknown): readonly Block[] =>
  Object.entries((section ?? {}) as Record<string, Record<string, Json>>).flatMap(([type, blocks]) =>
    Object.entries(blocks).map(([name, body]) => ({ type, address: `${type}.${name}`, body })),
  );

/** The stacks of a written topology, each as Terraform reads it; cdktf's validations run. */
export function stacksOf(
  written: unknown,
  values: Readonly<Record<string, string>> = {},
): (stack: string) => StackJson {
  const out = mkdtempSync(join(tmpdir(), 'stacks-'));
  try {
    const stacks = new Map(
      synthesizedTo(out, written, values).map((name) => [
        name,
        new StackJson(readFileSync(join(out, 'stacks', name, 'cdk.tf.json'), 'utf8')),
      ]),
    );
    return (name) => {
      const stack = stacks.get(name);
      if (stack === undefined) throw new Error(`no stack "${name}" among ${[...stacks.keys()].join(', ')}`);
      return stack;
    };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

export const YELB_STACKS = ['yelb-shared', 'backend', 'frontend'] as const;
