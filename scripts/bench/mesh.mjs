/**
 * The YAML of a large mesh, the same for the same numbers. Each service calls two in its account and one in the next
 * account; every tenth has a router that also sends to its neighbour.
 */
export function meshText(accounts, services) {
  const perAccount = Math.ceil(services / accounts);
  const account = (a) => `member-${String(a % accounts).padStart(2, '0')}`;
  const service = (a, i) =>
    `app-${String(a % accounts).padStart(2, '0')}-${String(i % perAccount).padStart(5, '0')}`;
  const everyone = Array.from({ length: accounts * perAccount }, (_, index) => [
    Math.floor(index / perAccount),
    index % perAccount,
  ]).slice(0, services);
  return [
    'mesh: large',
    'region: us-west-2',
    `owner: ${account(0)}`,
    'dataPlane: app-mesh',
    'acceptEnded: true',
    'authority: { kind: private-ca, commonName: large root }',
    'accounts:',
    ...Array.from(
      { length: accounts },
      (_, a) => `  ${account(a)}: { id: "${100000000001 + a}", network: { cidr: 10.${a}.0.0/16 } }`,
    ),
    'workloads:',
    ...everyone.flatMap(([a, i]) => [
      `  ${service(a, i)}:`,
      `    account: ${account(a)}`,
      '    listens: { protocol: http, port: 8080 }',
      `    calls: [${service(a, i + 1)}, ${service(a, i + 2)}, ${service(a + 1, i)}]`,
    ]),
    'services:',
    ...everyone
      .filter(([, i]) => i % 10 === 0)
      .flatMap(([a, i]) => [
        `  ${service(a, i)}:`,
        `    routes: [{ to: { ${service(a, i)}: 90, ${service(a, i + 1)}: 10 } }]`,
        `  ${service(a, i + 1)}: { to: ${service(a, i + 1)} }`,
      ]),
    '',
  ].join('\n');
}
