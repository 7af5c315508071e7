import { openParametersOf, type Text } from './value';

/** What AWS, or DNS, accepts as a text: its length in characters, and how it is written. */
export interface Form {
  readonly most: number;
  readonly pattern: RegExp;
  /** What it may contain, as a fix says it. */
  readonly takes: string;
}

const DNS_LABEL = '[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const HOST_LABEL = '[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?';
const CLOUD_MAP_LABEL = '([A-Za-z0-9_][A-Za-z0-9_-]{0,61}[A-Za-z0-9_]|[A-Za-z0-9])';

/** The forms of AWS's own API models (shapes named in each), and of DNS. */
export const FORMS = {
  /** ACM, `DomainNameString`: no underscore, two labels at least, two characters in the last. */
  'certificate-name': {
    most: 253,
    pattern: new RegExp(String.raw`^(\*\.)?(${DNS_LABEL}\.)+(?!-)[A-Za-z0-9-]{1,62}[A-Za-z0-9]$`),
    takes:
      'two or more labels of letters, digits and hyphens (63 at most, no hyphen at either end, two in the last label)',
  },
  /** RFC 1035, 2.3.1: the name of a zone. */
  zone: {
    most: 253,
    pattern: new RegExp(String.raw`^${DNS_LABEL}(\.${DNS_LABEL})*$`),
    takes: 'labels of letters, digits and hyphens (63 at most, no hyphen at either end)',
  },
  /** A name that is looked up: underscores are seen in it, and nothing refuses them. */
  host: {
    most: 253,
    pattern: new RegExp(String.raw`^${HOST_LABEL}(\.${HOST_LABEL})*\.?$`),
    takes: 'labels of letters, digits, hyphens and underscores (63 at most, no hyphen at either end)',
  },
  /** What a host name ends with: it may begin with the dot. */
  'host-suffix': {
    most: 253,
    pattern: new RegExp(String.raw`^\.?${HOST_LABEL}(\.${HOST_LABEL})*\.?$`),
    takes: 'labels of letters, digits, hyphens and underscores (63 at most, no hyphen at either end)',
  },
  /** Cloud Map, `ServiceName`. */
  'cloud-map-service': {
    most: 127,
    pattern: new RegExp(String.raw`^${CLOUD_MAP_LABEL}(\.${CLOUD_MAP_LABEL})*$`),
    takes: 'labels of letters, digits, "_" and "-" (63 at most, 127 in all, no hyphen at either end)',
  },
  /** Cloud Map, `NamespaceName`: also that of a namespace for API calls only. */
  namespace: { most: 1024, pattern: /^(?!arn:)[!-~]+$/, takes: 'visible ASCII characters, 1024 at most' },
  /** App Mesh, `AwsCloudMapInstanceAttributeKey`. */
  'attribute-key': { most: 255, pattern: /^[!-~]+$/, takes: 'visible ASCII characters, 255 at most' },
  /** App Mesh, `AwsCloudMapInstanceAttributeValue`. */
  'attribute-value': {
    most: 1024,
    pattern: /^[!-~](?:[ \t!-~]*[!-~])?$/,
    takes: 'visible ASCII characters with spaces between them, 1024 at most',
  },
  /** App Mesh, `HeaderName`. */
  header: { most: 50, pattern: /^[!-9;-~]+$/, takes: 'visible ASCII characters but ":", 50 at most' },
  /** `TagKey` of most services; what begins with `aws:` is AWS's own. */
  'tag-key': {
    most: 128,
    pattern: /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/iu,
    takes: 'letters, digits, spaces and _ . : / = + - @, 128 at most, and does not begin with "aws:"',
  },
  /** `TagValue` of most services. */
  'tag-value': {
    most: 256,
    pattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u,
    takes: 'letters, digits, spaces and _ . : / = + - @, 256 at most',
  },
  /** AWS Private CA, `CountryCodeString`. */
  country: {
    most: 2,
    pattern: /^[A-Za-z]{2}$/,
    takes: 'the two letters of a country (ISO 3166), such as DE',
  },
  /** AWS Private CA, `String64` and `String128` of a subject. */
  'subject-64': { most: 64, pattern: /^[^\p{Cc}]+$/u, takes: 'at most 64 characters' },
  'subject-128': { most: 128, pattern: /^[^\p{Cc}]+$/u, takes: 'at most 128 characters' },
  /** IAM, `policyNameType`: the policies of the proxies begin with the name of the mesh. */
  'policy-name': { most: 128, pattern: /^[\w+=,.@-]+$/, takes: 'letters, digits and _ + = , . @ -' },
} as const satisfies Readonly<Record<string, Form>>;

export type FormName = keyof typeof FORMS;

/** Whether a text is as it must be. What waits for a parameter is not judged. */
export function fits(form: FormName, text: Text): boolean {
  if (openParametersOf(text).length > 0) return true;
  const { most, pattern }: Form = FORMS[form];
  return text.length <= most && pattern.test(text);
}

/**
 * A name as labels of DNS: in lower case, everything else a hyphen, each label cut to 63 characters. Empty where nothing
 * of it is left.
 */
export const labelsOf = (name: string): string =>
  name
    .toLowerCase()
    .split('.')
    .map((label) => trimmed(trimmed(label.replaceAll(/[^a-z0-9-]+/g, '-')).slice(0, 63)))
    .filter((label) => label !== '')
    .join('.');

const trimmed = (label: string): string => label.replaceAll(/^-+|-+$/g, '');
