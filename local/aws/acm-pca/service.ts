import type { Call, Service } from '../call';
import { targetAnswer, textField, type Fields } from '../json-protocol';
import { operationOf } from '../operation';
import { refusal } from '../rules';
import type { World } from '../world';
import { accessDenied, checkAccess } from './access';
import { authoritiesPart } from './authority';
import { demandInput } from './inputs';
import { createCertificateAuthority, forgetDeleted, listCertificateAuthorities } from './lists';
import { operations } from './operations';
import { templateName } from './templates';

/**
 * AWS Private CA. Its certificates are real: signed with the authority's key, with the requested lifetime
 * and usages, so that a TLS client can use them.
 */
export function privateCaService(world: World): Service {
  return {
    name: 'acm-pca',
    answer: (call) => targetAnswer(call, (asked) => resultOf(world, call, asked)),
  };
}

function resultOf(world: World, call: Call, asked: Fields): Fields | Promise<Fields> {
  const name = operationOf(call);
  demandInput(name, asked);
  forgetDeleted(world);
  if (name === 'CreateCertificateAuthority') return createCertificateAuthority(world, asked, call);
  if (name === 'ListCertificateAuthorities') return listCertificateAuthorities(world, asked, call);
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) throw refusal('json/unknown-operation', `acm-pca:${name}`);
  const arn = textField(asked, 'CertificateAuthorityArn') ?? textField(asked, 'ResourceArn') ?? '';
  const authority = world.part(authoritiesPart)[arn];
  if (authority === undefined) {
    // An account without access to an authority must not learn whether it exists.
    const isForeign = arn.split(':')[4] !== call.caller.account;
    throw isForeign ? accessDenied(call.caller.arn, name, arn) : refusal('acm-pca/not-found', arn);
  }
  checkAccess(call, name, authority, templateName(textField(asked, 'TemplateArn')), world);
  return operation(authority, asked, world, call);
}
