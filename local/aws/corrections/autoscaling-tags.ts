import { recordOf } from '../../../core/base/json';
import { fieldsOf, listField, objectField, targetAnswer, textField, type Fields } from '../json-protocol';
import { operationOf } from '../operation';
import { refusal } from '../rules';
import type { Part } from '../world';
import { textOf, type Correction } from './correction';

/** The tags of each scalable target, by its ARN. */
const part: Part<Record<string, Readonly<Record<string, string>>>> = {
  name: 'autoscaling-tags',
  empty: () => ({}),
};

/** Scalable targets have tags. */
export const autoscalingTags: Correction = {
  service: 'application-autoscaling',
  operations: ['RegisterScalableTarget', 'ListTagsForResource', 'TagResource', 'UntagResource'],
  reason: 'a scalable target of Application Auto Scaling has tags; moto does not support them',
  moto: '5.2.5',
  seen: 'create of aws_appautoscaling_target: ListTagsForResource fails',
  async answer(call, forward, world) {
    const tags = world.part(part);
    const name = operationOf(call);
    if (name === 'RegisterScalableTarget') {
      const answer = await forward(call);
      const arn =
        answer.status === 200 ? textField(fieldsOf(textOf(answer)), 'ScalableTargetARN') : undefined;
      if (arn !== undefined)
        tags[arn] = { ...tags[arn], ...tagsIn(objectField(fieldsOf(call.body), 'Tags')) };
      return answer;
    }
    return await targetAnswer(call, (asked) => {
      const arn = textField(asked, 'ResourceARN') ?? '';
      const known = tags[arn];
      if (known === undefined) throw refusal('autoscaling/target-found', arn);
      if (name === 'ListTagsForResource') return { Tags: known };
      const gone = listField(asked, 'TagKeys');
      tags[arn] =
        name === 'TagResource'
          ? { ...known, ...tagsIn(objectField(asked, 'Tags')) }
          : Object.fromEntries(Object.entries(known).filter(([key]) => !gone.includes(key)));
      return {};
    });
  },
};

const tagsIn = (written: Fields): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(recordOf(written)).map(([key, value]) => [key, String(value)]));
