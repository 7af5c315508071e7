import * as fc from 'fast-check';

// What specs of App Mesh are made of.

export const OWNER = '111111111111';
export const accounts = fc.constantFrom(OWNER, '222222222222', '333333333333');
export const NODES = ['ui', 'api', 'Api_2', 'db', 'cache'] as const;
export const SERVICES = ['ui.local', 'api.shop.internal', 'api.mall.internal', 'db', 'cache.local'] as const;
export const GATEWAYS = ['door', 'ui'] as const;
export const ROUTERS = ['first', 'second.router'] as const;
export const optional: { requiredKeys: [] } = { requiredKeys: [] };

export const port = fc.integer({ min: 1, max: 65_535 });
export const word = fc.stringMatching(/^[a-z]{1,8}$/);
export const text = fc.stringMatching(/^[!-~]{1,20}$/);
export const path = word.map((last) => `/${last}`);
export const duration = fc.record({ unit: fc.constantFrom('s', 'ms'), value: fc.nat(100_000) });
export const ipPreference = fc.constantFrom('IPv6_PREFERRED', 'IPv4_PREFERRED', 'IPv4_ONLY', 'IPv6_ONLY');
export const names = fc.record({
  match: fc.record({ exact: fc.uniqueArray(text, { minLength: 1, maxLength: 3 }) }),
});

export const timeouts = fc.record({ idle: duration, perRequest: duration }, optional);
export const PROTOCOLS = ['http', 'http2', 'grpc', 'tcp'] as const;
