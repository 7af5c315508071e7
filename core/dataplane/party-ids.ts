/** Id of a workload as a party, `workload/<key>`; what calls or is called goes by it. */
export const workloadId = (key: string): string => `workload/${key}`;

/** Id of a gateway as a party, `gateway/<key>`. */
export const gatewayId = (key: string): string => `gateway/${key}`;
