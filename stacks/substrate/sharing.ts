import { defined } from '../../core/base/properties';
import { at, isIssuing, pathLengthsOf, type Authority, type Closed } from '../../core/topology';
import { partitionOf } from '../../core/topology/partition';
import type { Construct } from 'constructs';
import {
  CertificateAuthority,
  type Crl,
  type Signer,
} from '../../modules/certificate-authority/certificate-authority';
import { CrlBucket, type CrlBucketProps } from '../../modules/certificate-authority/crl-bucket';
import { ResourceShare } from '../../modules/resource-share/resource-share';
import { ShareAcceptance } from '../../modules/resource-share/share-acceptance';
import type { MeshStack } from '../mesh-stack';
import type { Builder } from './builder';

export const authority: Builder<'authority'> = (stack, { authority: key }) => {
  const { topology, find } = stack.site;
  const spec = find.authority(key);
  if (spec.kind !== 'private-ca') throw new Error(`authority "${key}" is not created by meshspan`);
  const part = stack.part(`authority_${key}`, spec.tags);
  const { crl, ...settings } = spec;
  const accountId = at(topology.accounts, stack.spec.account).id;
  const partition = partitionOf(topology.region);
  const made = new CertificateAuthority(part, 'authority', {
    ...settings,
    ...defined({
      signer: signerOf(stack, spec),
      crl: crl && crlOf(part, key, crl, { accountId, region: topology.region, partition }),
    }),
    issues: isIssuing(topology, key),
    accountId,
    partition,
    protected: topology.removalProtection,
  });
  stack.wiring.output({ kind: 'authority-arn', authority: key }, made.authorityArn);
};

/** Where AWS writes the list of what was revoked: in a bucket that exists, or in one of its own. */
function crlOf(
  part: Construct,
  key: string,
  { bucket, days, public: isPublic }: NonNullable<Created['crl']>,
  place: Pick<CrlBucketProps, 'accountId' | 'region' | 'partition'>,
): Crl {
  if (bucket !== undefined) return { bucket, days, after: [] };
  const label = key.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const made = new CrlBucket(part, 'crl-bucket', {
    ...place,
    prefix: `crl-${label.slice(0, LABEL)}-`,
    public: isPublic,
  });
  return { bucket: made.bucket, days, after: made.steps };
}

/** Characters of a key in the name of a bucket, to which AWS adds 26. */
const LABEL = 30;

type Created = Closed<Extract<Authority, { readonly kind: 'private-ca' }>>;

/** Who signs it, where it is no root. */
function signerOf({ site, wiring }: MeshStack, { key, parent }: Authority): Signer | undefined {
  if (parent === undefined) return undefined;
  const { keyAlgorithm } = { keyAlgorithm: undefined, ...site.find.authority(parent) };
  if (keyAlgorithm === undefined) throw new Error(`authority "${parent}" is not known to sign "${key}"`);
  return {
    authorityArn: wiring.of({ kind: 'authority-arn', authority: parent }),
    keyAlgorithm,
    pathLength: pathLengthsOf(site.topology.authorities).get(key) ?? 0,
  };
}

export const share: Builder<'share'> = (stack, { member, items }) => {
  const { topology } = stack.site;
  const { id, principal } = at(topology.accounts, member);
  const made = new ResourceShare(stack.part(`share_${member}`), 'share', {
    name: `${topology.mesh.name}-${member}`,
    principal: id,
    external: principal === 'invitation',
    resources: Object.fromEntries(items.map(({ name, arn }) => [name, stack.wiring.of(arn)])),
    protected: topology.removalProtection,
  });
  stack.wiring.output({ kind: 'share-arn', member }, made.shareArn);
  // A member can use the gateway once it has its share.
  const hasGateway = items.some(({ arn }) => arn.kind === 'transit-gateway-arn');
  if (hasGateway) stack.wiring.outputAfter({ kind: 'transit-gateway-id' }, made.step);
};

export const shareAcceptance: Builder<'share-acceptance'> = (stack) => {
  const shareArn = stack.wiring.of({ kind: 'share-arn', member: stack.spec.account });
  const part = stack.part('share-acceptance');
  stack.built.shareAcceptance = new ShareAcceptance(part, 'acceptance', { shareArn }).step;
};
