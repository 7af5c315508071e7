/** Labels of everything of a party; the first distinguishes its pods from others. */
export const labelsOf = (key: string) => ({
  ...selectorOf(key),
  'app.kubernetes.io/managed-by': 'meshspan',
});

export const selectorOf = (key: string) => ({ 'app.kubernetes.io/name': key });
