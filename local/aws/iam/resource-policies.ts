import { parsedArn } from '../arn';
import { targetCall, textOf } from '../corrections/correction';
import { fileSystemKey, fileSystemPoliciesPart } from '../corrections/efs-file-system-policy';
import { bucketPoliciesPart } from '../corrections/s3-bucket-policy';
import { fieldsOf, textField } from '../json-protocol';
import type { Forward } from '../moto-proxy';
import type { World } from '../world';
import { policyOf, type Policy } from './document';
import { callOf, type Whose } from './roles';

/** Reads the policy of a resource; undefined where it has none. */
type Read = (from: Source, whose: Whose, arn: string, resource: string) => Promise<string | undefined>;

/** Where policies are: some in moto, some in the local AWS. */
export interface Source {
  readonly forward: Forward;
  readonly world: World;
}

/** The services whose resources have policies that a task's requests meet. */
const readers: Readonly<Record<string, Read>> = {
  s3: ({ world }, _, _arn, resource) =>
    Promise.resolve(world.part(bucketPoliciesPart)[resource.split('/')[0] ?? '']),
  async secretsmanager({ forward }, whose, arn) {
    const asked = targetCall(callOf(whose), 'secretsmanager', 'secretsmanager.GetResourcePolicy', {
      SecretId: arn,
    });
    const answer = await forward(asked);
    return answer.status === 200 ? textField(fieldsOf(textOf(answer)), 'ResourcePolicy') : undefined;
  },
  elasticfilesystem({ world }, { account, region }, _, resource) {
    const id = /^file-system\/(fs-[0-9a-f]+)$/.exec(resource)?.[1] ?? '';
    return Promise.resolve(world.part(fileSystemPoliciesPart)[fileSystemKey(account, region, id)]);
  },
};

/** The policies of a resource. */
export async function resourcePolicies(from: Source, whose: Whose, arn: string): Promise<readonly Policy[]> {
  const parsed = parsedArn(arn);
  const read = readers[parsed?.service ?? ''];
  const document = read && parsed && (await read(from, whose, arn, parsed.resource));
  return document === undefined ? [] : [policyOf(`policy of ${arn}`, document)];
}
