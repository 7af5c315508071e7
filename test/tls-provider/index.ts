import { providers } from '../../core/planner';
import { buildPrograms, type GoPins, type GoPrograms } from '../../local/go';
import { cacheFolder } from '../../local/packages';
import { surroundingsOfProcess } from '../../terraform/surroundings';
import pins from './pins.json';

const { source, version } = providers.tls;

/**
 * The provider hashicorp/tls, in a folder that is a mirror of Terraform. Go's proxy has no later commit than one of
 * 4.0.4; the resources that the stacks use are the same in 4.1.0, which everybody else gets from the registry.
 */
const programs: GoPrograms = {
  name: 'terraform-provider-tls',
  version,
  packages: ['github.com/hashicorp/terraform-provider-tls'],
  place: [...source.split('/'), version, surroundingsOfProcess().target].join('/'),
  file: `terraform-provider-tls_v${version}_x5`,
  pins: pins satisfies GoPins,
};

/** A folder from which Terraform installs hashicorp/tls; it is built into the cache if it is not there yet. */
export async function tlsProviderMirror(): Promise<string> {
  const built = await buildPrograms(cacheFolder(), programs);
  if (!built.ok) throw new Error(built.problem);
  return built.home;
}
