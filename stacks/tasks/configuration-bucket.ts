import { bucketNameOf } from '../../core/dataplane/tasks/configurations';
import {
  configurationBucketId,
  configurationBucketValue,
  configurationVersionValue,
} from '../../core/dataplane/tasks/contents';
import { ConfigurationBucket } from '../../modules/configuration-bucket/configuration-bucket';
import { Configuration } from '../../modules/configuration-bucket/configuration';
import { terraformTexts } from '../text';
import type { Builder } from './builder';
import { jsonTemplate, type JsonTree } from './json';

export const configurationBucket: Builder<'configuration-bucket'> = ({ stack, topology, steps }, { id }) => {
  const { account } = stack.spec;
  const made = new ConfigurationBucket(stack.part('configuration-bucket'), 'bucket', {
    name: terraformTexts(bucketNameOf(topology, account)),
  });
  steps.set(id, made.steps);
  stack.wiring.output(configurationBucketValue(account), made.bucket);
};

export const configuration: Builder<'configuration'> = ({ stack, task, steps }, { party }) => {
  const { account, configuration: spec } = task(party);
  if (spec === undefined) throw new Error(`"${party}" has its configuration in its task definition`);
  const { version } = new Configuration(
    stack.part(`configuration_${party.replace('/', '-')}`),
    'configuration',
    {
      bucket: stack.wiring.of(configurationBucketValue(account)),
      key: spec.key,
      text: jsonTemplate(JSON.parse(spec.text) as JsonTree, (value) => stack.wiring.of(value)),
      after: steps.get(configurationBucketId(account)) ?? [],
    },
  );
  stack.wiring.output(configurationVersionValue(party), version);
};
