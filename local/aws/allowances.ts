/** Something that AWS accepts or does by itself, contrary to what one might expect. */
export interface Allowance {
  /** What happens, as a sentence. */
  readonly sentence: string;
  /** The document or issue that states it, or `assumed`. */
  readonly source: string;
  /** The test that shows it: a file of `test/local/aws`, and the test's title. */
  readonly test: readonly [file: string, title: string];
}

/** What the local AWS accepts, because AWS does. `docs/local-aws.md` is also generated from these rows. */
export const allowances: readonly Allowance[] = [
  {
    sentence: 'a backend may name a virtual service that does not exist yet',
    source: 'aws/aws-app-mesh-roadmap, issue 372',
    test: ['app-mesh', 'a backend may be named before it exists'],
  },
  {
    sentence:
      "an account that a mesh is shared with creates resources in it; their ARNs contain the mesh owner's account id",
    source: 'App Mesh user guide, "Working with shared meshes"',
    test: ['app-mesh-sharing', "creates resources whose ARN contains the mesh's owner"],
  },
  {
    sentence: 'the owner of a mesh may delete resources that other accounts created in it',
    source: 'App Mesh user guide, "Working with shared meshes"',
    test: ['app-mesh-sharing', 'loses everything with the share, and only the owner can clear up'],
  },
  {
    sentence: 'members of a spec that AWS does not know are dropped',
    source: 'assumed',
    test: ['app-mesh', 'that users give members AWS does not know is kept without them'],
  },
  {
    sentence: 'two requests with the same client token create one resource',
    source: 'App Mesh API reference, clientToken',
    test: ['app-mesh', 'that is created twice by one token is created once'],
  },
  {
    sentence: 'within an organization with sharing enabled, shares need no invitation and no acceptance',
    source: 'AWS RAM user guide, "Enable resource sharing within AWS Organizations"',
    test: ['ram', 'sharing needs an invitation until it is enabled'],
  },
  {
    sentence: 'an account that left a share can be invited to it again',
    source: 'assumed',
    test: ['ram', 'is left by a consumer, who then has nothing of it and can be invited again'],
  },
  {
    sentence: 'an account that an authority is shared with can only get end-entity certificates from it',
    source: 'AWS Private CA user guide, "Attach a policy for cross-account access"',
    test: ['acm-pca', 'has the shared actions only, and only for end entities'],
  },
  {
    sentence: 'a deleted authority can be restored for some days',
    source: 'AWS Private CA user guide, "Restoring a CA"',
    test: ['acm-pca', 'a deleted authority can be restored, and needs to be enabled again'],
  },
];
