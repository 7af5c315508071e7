import { isHostWithPort } from './host-port';
import { FORMS, fits, type FormName, type Hit, type Path, type Text, type Topology } from '../topology';
import { liveGatewaysOf, liveServicesOf, liveWorkloadsOf } from './live';

/** A text of a topology that becomes a text of AWS. */
export interface Written {
  readonly at: Path;
  /** What it is, as a sentence begins: `the country of authority "root"`. */
  readonly what: string;
  readonly form: FormName;
  readonly text: Text;
}

/** What is not written as it must be, each with the form. */
export const violations = (written: readonly Written[]): readonly Hit[] =>
  written
    .filter(({ form, text }) => !fits(form, text))
    .map(({ at, what, form, text }) => ({
      at,
      summary: `${what}, ${JSON.stringify(text)}, does not have a valid form`,
      fix: `write ${FORMS[form].takes}`,
    }));

/** Fields of a subject, with their forms (AWS Private CA API, `ASN1Subject`). */
const SUBJECT = {
  commonName: 'subject-64',
  organization: 'subject-64',
  organizationalUnit: 'subject-64',
  country: 'country',
  state: 'subject-128',
  locality: 'subject-128',
} as const satisfies Readonly<Record<string, FormName>>;

/** Names of authorities that AWS Private CA does not accept. */
export const subjectHits = ({ authorities }: Topology): readonly Hit[] =>
  violations(
    Object.values(authorities).flatMap((authority): readonly Written[] => {
      if (authority.kind !== 'private-ca') return [];
      const { key, at, subject } = authority;
      return Object.entries(subject).map(([field, text]) => ({
        at: [...at, field],
        what: `the ${field} of authority "${key}"`,
        form: SUBJECT[field as keyof typeof SUBJECT],
        text,
      }));
    }),
  );

/** Names of Cloud Map: those that meshspan creates, and those by which proxies find what exists. */
export const cloudMapHits = (topology: Topology): readonly Hit[] =>
  violations([
    ...liveWorkloadsOf(topology).flatMap(({ key, at, discovery }): readonly Written[] => {
      if (discovery.kind !== 'cloud-map') return [];
      const place = [...at, 'discovery'];
      return [
        {
          at: place,
          what: `the Cloud Map service of "${key}"`,
          form: 'cloud-map-service',
          text: discovery.service,
        },
        // The name of one that meshspan creates is a zone's, and judged as such.
        ...(discovery.create
          ? []
          : [
              {
                at: place,
                what: `the namespace of "${key}"`,
                form: 'namespace',
                text: discovery.namespace,
              } as const,
            ]),
        ...Object.entries(discovery.attributes).flatMap(([name, text]): readonly Written[] => [
          { at: place, what: `the name of an attribute of "${key}"`, form: 'attribute-key', text: name },
          { at: place, what: `attribute "${name}" of "${key}"`, form: 'attribute-value', text },
        ]),
      ];
    }),
    ...liveServicesOf(topology)
      .filter(({ resolvesByDiscovery }) => !resolvesByDiscovery)
      .map(({ key, at, name }): Written => ({
        at,
        what: `the first label of the name of service "${key}"`,
        form: 'cloud-map-service',
        text: name.split('.')[0] ?? '',
      })),
  ]);

/** Names that are looked up in DNS, or that requests carry. */
export const hostHits = (topology: Topology): readonly Hit[] =>
  violations([
    ...liveWorkloadsOf(topology).flatMap(({ key, at, discovery }): readonly Written[] =>
      discovery.kind === 'dns'
        ? [
            {
              at: [...at, 'discovery', 'hostname'],
              what: `the host name of "${key}"`,
              form: 'host',
              text: discovery.hostname,
            },
          ]
        : [],
    ),
    ...recordNamesOf(topology),
    ...liveGatewaysOf(topology).flatMap(({ routes }) =>
      routes.flatMap(({ at: place, name, match: { hostname } }): readonly Written[] =>
        hostname === undefined || isHostWithPort(hostname.value)
          ? []
          : [
              {
                at: [...place, 'hostname'],
                what: `the host name of gateway route "${name}"`,
                form: hostname.kind === 'suffix' ? 'host-suffix' : 'host',
                text: hostname.value,
              },
            ],
      ),
    ),
  ]);

/** Names that lead to load balancers. */
const recordNamesOf = (topology: Topology): readonly Written[] =>
  [
    ...liveWorkloadsOf(topology).map(({ key, entries }) => ({ key, records: entries })),
    ...liveGatewaysOf(topology).map(({ key, entries, ...gateway }) => ({
      key,
      records: [gateway, ...entries],
    })),
  ].flatMap(({ key, records }) =>
    records.flatMap(({ record }): readonly Written[] =>
      record === undefined
        ? []
        : [{ at: [...record.at, 'name'], what: `the record of "${key}"`, form: 'host', text: record.name }],
    ),
  );
