/** The two commands that deploy what was written to the local AWS; that stays until `meshspan local down`. */
export const nextCommands = ['npm install', 'npx meshspan local run --keep'] as const;
