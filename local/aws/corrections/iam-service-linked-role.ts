import { parametersOf } from '../query-protocol';
import { queryCall, textOf, type Correction } from './correction';
import { elementText, refusedInXml } from './xml';

const namespace = 'https://iam.amazonaws.com/doc/2010-05-08/';

/** The names that AWS uses, where they differ from the service's own. */
const names: Readonly<Record<string, string>> = {
  'appmesh.amazonaws.com': 'AWSServiceRoleForAppMesh',
  'ram.amazonaws.com': 'AWSServiceRoleForResourceAccessManager',
  'acm.amazonaws.com': 'AWSServiceRoleForCertificateManager',
  'ecs.amazonaws.com': 'AWSServiceRoleForECS',
};

/** Service-linked roles have AWS's names, and each exists only once. */
export const iamServiceLinkedRole: Correction = {
  service: 'iam',
  operations: ['CreateServiceLinkedRole'],
  reason:
    'AWS names the role AWSServiceRoleForAppMesh and refuses a second one with InvalidInput; moto names it AWSServiceRoleForappmesh and refuses with EntityAlreadyExists',
  moto: '5.2.5',
  seen: 'the name of aws_iam_service_linked_role; the error when a second stack creates it',
  async answer(call, forward) {
    const asked = parametersOf(call);
    const service = asked.get('AWSServiceName') ?? '';
    const name = names[service];
    if (name === undefined) return await forward(call);
    const answer = await forward(
      queryCall(call, 'iam', {
        Action: 'CreateRole',
        Version: '2010-05-08',
        RoleName: name,
        Path: `/aws-service-role/${service}/`,
        Description: asked.get('Description') ?? '',
        AssumeRolePolicyDocument: JSON.stringify(trustPolicy(service)),
      }),
    );
    const xml = textOf(answer);
    if (elementText(xml, 'Code') === 'EntityAlreadyExists')
      return refusedInXml(call, namespace, 'iam/service-linked-role-exists', name);
    return { ...answer, body: xml.replaceAll('CreateRoleRe', 'CreateServiceLinkedRoleRe') };
  },
};

function trustPolicy(service: string): object {
  const statement = { Effect: 'Allow', Action: ['sts:AssumeRole'], Principal: { Service: [service] } };
  return { Version: '2012-10-17', Statement: [statement] };
}
