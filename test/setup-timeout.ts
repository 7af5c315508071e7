// Jest reads `testTimeout` of the whole run alone, never of a project: each project says its own as a global.
jest.setTimeout((globalThis as { readonly testTimeout?: number }).testTimeout ?? 5_000);
