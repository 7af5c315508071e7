import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import type { Construct } from 'constructs';

type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** The resources that a module makes, by type and name; cdktf's validations run. */
export function named(build: (scope: Construct) => void): Blocks {
  const stack = new TerraformStack(Testing.app(), 'test');
  new AwsProvider(stack, 'aws', { region: 'us-west-2' });
  build(stack);
  return (JSON.parse(Testing.synth(stack, true)) as { resource: Blocks }).resource;
}

/** The resources that a module makes, by type; cdktf's validations run. */
export function made(
  build: (scope: Construct) => void,
): Readonly<Record<string, readonly Record<string, unknown>[]>> {
  return Object.fromEntries(
    Object.entries(named(build)).map(([type, blocks]) => [
      type,
      Object.values(blocks).map((block) =>
        Object.fromEntries(Object.entries(block).filter(([name]) => name !== '//')),
      ),
    ]),
  );
}

/** The only resource of a type that a module makes. */
export function only(type: string, build: (scope: Construct) => void): Record<string, unknown> {
  const [block, ...others] = made(build)[type] ?? [];
  if (block === undefined || others.length > 0) throw new Error(`expected one ${type}`);
  return block;
}
