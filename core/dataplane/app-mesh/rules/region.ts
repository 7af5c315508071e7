import { openParametersOf, standingOf } from '../../../topology';
import { hit } from '../../hit';
import type { AppMeshRule } from './rule';

/** Regions in which AWS offered App Mesh until it ended (endpoints in AWS's SDKs of 2026). */
const OFFERED: ReadonlySet<string> = new Set([
  'af-south-1',
  'ap-east-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ca-central-1',
  'cn-north-1',
  'cn-northwest-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-south-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
]);

/** App Mesh was in the regions above, and neither in AWS GovCloud nor in any isolated partition. */
export const region: AppMeshRule = {
  id: 'app-mesh/region',
  severity: 'error',
  sentence: 'the region is one in which AWS never offered App Mesh',
  source: 'https://docs.aws.amazon.com/general/latest/gr/appmesh.html',
  hitsOf: (_, { region: name }) => {
    if (openParametersOf(name).length > 0 || OFFERED.has(name) || standingOf(name).kind === 'none') return [];
    return [
      hit(
        ['region'],
        `AWS never offered App Mesh in ${name}`,
        'choose a region in which it was, such as us-east-1 or eu-west-1',
      ),
    ];
  },
};
