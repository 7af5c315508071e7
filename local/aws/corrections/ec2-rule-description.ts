import { parametersOf } from '../query-protocol';
import type { Part } from '../world';
import { textOf, type Correction } from './correction';
import { elementText } from './xml';

const part: Part<Record<string, string>> = { name: 'ec2-rule-descriptions', empty: () => ({}) };

/** The description of security group rules that refer to a group. */
export const ec2RuleDescription: Correction = {
  service: 'ec2',
  operations: [
    'AuthorizeSecurityGroupIngress',
    'AuthorizeSecurityGroupEgress',
    'ModifySecurityGroupRules',
    'DescribeSecurityGroupRules',
  ],
  reason: 'AWS returns the description of every rule; moto loses it where the rule refers to a group',
  moto: '5.2.5',
  seen: 'every plan wants to update aws_vpc_security_group_ingress_rule with referenced_security_group_id',
  async answer(call, forward, world) {
    const answer = await forward(call);
    if (answer.status !== 200) return answer;
    const [asked, xml, descriptions] = [parametersOf(call), textOf(answer), world.part(part)];
    if (asked.get('Action') !== 'DescribeSecurityGroupRules') {
      const description =
        asked.get('IpPermissions.1.Groups.1.Description') ??
        asked.get('SecurityGroupRule.1.SecurityGroupRule.Description');
      const id =
        asked.get('SecurityGroupRule.1.SecurityGroupRuleId') ?? elementText(xml, 'securityGroupRuleId');
      if (description !== null && id !== undefined) descriptions[id] = description;
      return answer;
    }
    const body = xml.replaceAll(/<item>[\s\S]*?<\/item>/g, (item) => {
      const description = descriptions[elementText(item, 'securityGroupRuleId') ?? ''];
      if (description === undefined || elementText(item, 'description') !== undefined) return item;
      return item.replace('<securityGroupRuleId>', `<description>${escaped(description)}</description>$&`);
    });
    return { ...answer, body };
  },
};

/** The ampersand is the only markup character that AWS allows in a description. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
