/**
 * What jobs of a pipeline run, each pinned. Actions are pinned to a commit, because their tags can be moved; the comment
 * beside each has its version, which update tools read.
 */
export const versions = {
  /** The Terraform with which the stacks are tested. */
  terraform: '1.11.4',
  node: '24',
  runner: 'ubuntu-24.04',
  nodeImage: 'node:24-bookworm-slim',
  terraformImage: 'hashicorp/terraform:1.11.4',
} as const;

export const actions = {
  checkout: ['actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8', 'v5.0.0'],
  node: ['actions/setup-node@2028fbc5c25fe9cf00d9f06a71cc4710d4507903', 'v6.0.0'],
  upload: ['actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f', 'v6.0.0'],
  download: ['actions/download-artifact@37930b1c2abaa49bbe596cd826c3c89aef350131', 'v7.0.0'],
  aws: ['aws-actions/configure-aws-credentials@8df5847569e6427dd6c4fb1cf565c83acfa8afa7', 'v6.0.0'],
  terraform: ['hashicorp/setup-terraform@dfe3c3f87815947d99a8997f908cb6525fc44e9e', 'v4.0.1'],
} as const;
