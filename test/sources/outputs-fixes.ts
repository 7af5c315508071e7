import type { FileCase } from './file-fixes';

const typed = '{"vpc_id": {"sensitive": false, "type": "string", "value": "vpc-1"}}';

/** Mistakes in files of outputs, each with the same file after its fix was followed. */
export const outputsFixes: readonly FileCase[] = [
  {
    rule: 'source/missing',
    what: 'no file of outputs',
    name: 'front.json',
    mistake: undefined,
    typed,
    asks: 'output -json > STACK.json',
  },
  {
    rule: 'source/outputs',
    what: 'outputs as people read them',
    name: 'front.json',
    mistake: 'vpc_id = "vpc-1"\n',
    typed,
    asks: 'output -json > STACK.json',
  },
  {
    rule: 'source/outputs',
    what: 'values alone',
    name: 'front.json',
    mistake: '{"vpc_id": "vpc-1"}',
    typed,
    asks: 'output -json > STACK.json',
  },
];
