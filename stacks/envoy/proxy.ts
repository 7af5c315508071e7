import {
  bootstrapValue,
  discoveryServiceArnValue,
  fetchedFilesValue,
  localEndpointsValue,
  secretFilesValue,
} from '../../core/dataplane/envoy/assets/contents';
import { bootstrapText } from '../../core/dataplane/envoy/files';
import { hasGrants, type Grants } from '../../core/dataplane/envoy/grants';
import { fetchedFilesOf, localEndpointsOf, secretTextsOf } from '../../core/dataplane/envoy/handover';
import type { ProxySpec } from '../../core/dataplane/envoy';
import { proxyPolicyArnValue } from '../../core/planner';
import { ProxyPolicy } from '../../modules/envoy/proxy-policy';
import type { Party } from '../lookups';
import type { MeshStack } from '../mesh-stack';
import { certificateArnOf } from '../substrate/certificate';
import { discoveryService } from '../substrate/discovery';
import { policyNameOf } from '../substrate/policy-name';
import { partOf, securityGroup } from '../substrate/security-group';
import { terraformTexts } from '../text';
import type { Builder } from './builder';

export const proxy: Builder<'proxy'> = (context, { of, party: key }) => {
  const { stack } = context;
  const id = `${of}/${key}`;
  const party = context.party(id);
  securityGroup(stack, party);
  const service = discoveryService(stack, party);
  if (service !== undefined) stack.wiring.output(discoveryServiceArnValue(key), service.serviceArn);
  const grants = context.grants(id);
  const spec = context.proxy(id);
  if (hasGrants(grants)) {
    const arns = arnsOf(stack, grants);
    policy(stack, party, arns);
    stack.wiring.output(fetchedFilesValue(key), fetchedFilesText(spec, arns));
  }
  stack.wiring.output(bootstrapValue(key), terraformTexts(bootstrapText(spec)));
  stack.wiring.output(secretFilesValue(key), terraformTexts(JSON.stringify(secretTextsOf(spec))));
  stack.wiring.output(localEndpointsValue(key), terraformTexts(JSON.stringify(localEndpointsOf(spec))));
};

/** References to what a proxy fetches, by the keys of the topology. */
interface Arns {
  readonly certificates: ReadonlyMap<string, string>;
  readonly authorities: ReadonlyMap<string, string>;
}

const arnsOf = (stack: MeshStack, { certificates, authorities }: Grants): Arns => ({
  certificates: new Map(certificates.map((key) => [key, certificateArnOf(stack, key)])),
  authorities: new Map(
    authorities.map((key) => [key, stack.wiring.of({ kind: 'authority-arn', authority: key })]),
  ),
});

/** The policy for the role with which the party's proxy runs. */
function policy(stack: MeshStack, party: Party, { certificates, authorities }: Arns): void {
  const { policyArn } = new ProxyPolicy(partOf(stack, party), 'policy', {
    name: policyNameOf(stack.site.topology, `${party.key}-envoy`),
    certificateArns: [...certificates.values()],
    authorityArns: [...authorities.values()],
  });
  stack.wiring.output(proxyPolicyArnValue(party.key), policyArn);
}

/** What is fetched, and where to: with the ARNs that only Terraform knows. */
function fetchedFilesText(spec: ProxySpec, { certificates, authorities }: Arns): string {
  const files = fetchedFilesOf(spec);
  return JSON.stringify({
    certificates: files.certificates.map(({ certificate, ...paths }) => ({
      arn: certificates.get(certificate),
      ...paths,
    })),
    trusts: files.trusts.map(({ bundle, authorities: keys }) => ({
      arns: keys.map((key) => authorities.get(key)),
      bundle,
    })),
  });
}
