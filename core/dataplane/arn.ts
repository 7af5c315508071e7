import { openParametersOf, type Text } from '../topology';

/** The parts of an ARN. One that waits for a parameter is absent. */
export interface Arn {
  readonly service?: string;
  readonly region?: string;
  readonly account?: string;
  readonly resource?: string;
}

/** Reads an ARN, or what is known of it; absent: this can't be one, or nothing of it is known. */
export function arnOf(text: Text): Arn | undefined {
  const [prefix, , service, region, account, ...resource] = text.split(':');
  if (prefix !== 'arn' || resource.length === 0) return undefined;
  const known = { service, region, account, resource: resource.join(':') };
  return Object.fromEntries(
    Object.entries(known).filter(
      ([, part]) => part !== undefined && part !== '' && openParametersOf(part).length === 0,
    ),
  );
}
