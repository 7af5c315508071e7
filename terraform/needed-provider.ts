import { fieldOf, isRecord, recordOf } from '../core/base/json';
import { providers, type Provider } from '../core/planner';
import { blocksOf } from './json';

/** The provider that every stack of ours needs. What only some need, such as Kubernetes', is not looked for in vain. */
export const ourProviders: readonly Provider[] = [providers.aws];

/** What these stacks (the texts of their `cdk.tf.json`) pin, or, where they pin nothing, what every stack of ours needs. */
export function providersFor(stacks: readonly unknown[]): readonly Provider[] {
  const needed = stacks.flatMap(neededProvidersOf);
  return needed.length === 0 ? ourProviders : needed;
}

/**
 * The providers that a stack (the text of its `cdk.tf.json`) pins to one version. Ranges are left out: only
 * the registry knows which version they mean. A text that is not JSON needs none; Terraform reports what is wrong with it.
 */
export function neededProvidersOf(stack: unknown): readonly Provider[] {
  const terraform = fieldOf(stack, 'terraform');
  const required = blocksOf(terraform).flatMap((block) => blocksOf(fieldOf(block, 'required_providers')));
  return required.flatMap((entries) =>
    Object.entries(recordOf(entries)).flatMap(([name, asked]) => {
      const written = fieldOf(asked, 'source');
      const version = exactVersionOf(fieldOf(asked, 'version'));
      return version === undefined
        ? []
        : [{ source: fullSourceOf(typeof written === 'string' ? written : name), version }];
    }),
  );
}

/** Where a stack keeps its state, as far as validation cares. Terraform's own default is local. */
export function backendOf(stack: unknown): 'local' | 'other' {
  const blocks = blocksOf(fieldOf(stack, 'terraform'));
  const foreign = blocks.some((block) => {
    const kinds = blocksOf(fieldOf(block, 'backend')).flatMap((backend) => Object.keys(recordOf(backend)));
    return fieldOf(block, 'cloud') !== undefined || kinds.some((kind) => kind !== 'local');
  });
  return foreign ? 'other' : 'local';
}

/** The arguments of a stack's local backend; nothing where it names none. */
export function localBackendOf(stack: unknown): object | undefined {
  return blocksOf(fieldOf(stack, 'terraform'))
    .flatMap((block) => blocksOf(fieldOf(block, 'backend')))
    .flatMap((backend) => blocksOf(fieldOf(backend, 'local')))
    .find(isRecord);
}

function fullSourceOf(source: string): string {
  const parts = source.toLowerCase().split('/');
  if (parts.length === 1) return `registry.terraform.io/hashicorp/${parts.join('')}`;
  return parts.length === 2 ? `registry.terraform.io/${parts.join('/')}` : parts.join('/');
}

function exactVersionOf(constraint: unknown): string | undefined {
  if (typeof constraint !== 'string') return undefined;
  return /^\s*=?\s*(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)\s*$/.exec(constraint)?.[1];
}
