import { circleFinding, orderOf, type Order, type OrderEdges } from '../../../core/planner/order';

/** `{ b: ['a'] }`: b needs a. */
const graph = (needs: Readonly<Record<string, readonly string[]>>): OrderEdges =>
  new Map(
    Object.entries(needs).map(([stack, all]) => [stack, new Map(all.map((need) => [need, 'its reason']))]),
  );

function ordered(
  stacks: string,
  edges: OrderEdges,
  calls: readonly (readonly [string, string])[] = [],
): Order {
  const order = orderOf(stacks.split(' '), edges, calls);
  if ('circle' in order) throw new Error(`circle ${order.circle.join(' ')}`);
  return order;
}

describe('waves', () => {
  it.each([
    ['none that needs anything', 'b a', {}, [['a', 'b']]],
    ['a chain', 'a b c', { a: ['b'], b: ['c'] }, [['c'], ['b'], ['a']]],
    [
      'a diamond with a tail',
      'top left right foot',
      { left: ['top'], right: ['top'], foot: ['right', 'top'] },
      [['top'], ['left', 'right'], ['foot']],
    ],
    ['the longest chain, not the shortest', 'a b c', { b: ['a'], c: ['a', 'b'] }, [['a'], ['b'], ['c']]],
  ])('follow from %s', (_, stacks, needs, waves) => {
    expect(ordered(stacks, graph(needs)).waves).toEqual(waves);
  });

  it('list callees before callers', () => {
    const calls = [
      ['a', 'c'],
      ['c', 'b'],
    ] as const;
    expect(ordered('a b c', graph({}), calls).waves).toEqual([['b', 'c', 'a']]);
  });

  it('never wait for a call: stacks that call each other are in one wave by name', () => {
    const calls = [
      ['a', 'b'],
      ['b', 'a'],
    ] as const;
    expect(ordered('b a', graph({}), calls).waves).toEqual([['a', 'b']]);
  });
});

it('needs are all stacks before, and after is what no other of them implies', () => {
  const order = ordered('a b c d', graph({ b: ['a'], c: ['a', 'b'], d: ['c', 'a'] }));
  expect(order.needs.get('d')).toEqual(['a', 'b', 'c']);
  expect(order.after.get('d')).toEqual(['c']);
  expect(order.after.get('c')).toEqual(['b']);
});

describe('a circle', () => {
  const edges = graph({
    shared: [],
    backend: ['shared', 'cache'],
    cache: ['queue'],
    queue: ['backend'],
    late: ['queue'],
  });
  const order = orderOf(['shared', 'late', 'backend', 'cache', 'queue'], edges, []);

  it('is an answer: the stacks in it, without those that only wait for it', () => {
    expect(order).toEqual({ circle: ['queue', 'backend', 'cache', 'queue'] });
  });

  it('is reported stack by stack with what to do', () => {
    if (!('circle' in order)) throw new Error('no circle');
    expect(circleFinding(order, edges, ['accounts'])).toEqual({
      rule: 'plan/circle',
      severity: 'error',
      at: { path: ['accounts'] },
      summary:
        'the stacks need each other in a circle: "queue" needs "backend" (its reason), "backend" needs "cache" (its reason), "cache" needs "queue" (its reason)',
      fix: 'drop one of the things in parentheses, or move it to the account that it needs',
    });
  });
});

it('a dense graph is ordered, and reduced to a chain', () => {
  const stacks = Array.from({ length: 80 }, (_, index) => `s${String(index).padStart(2, '0')}`);
  const edges = graph(Object.fromEntries(stacks.map((stack, index) => [stack, stacks.slice(0, index)])));
  expect(ordered(stacks.join(' '), edges).after.get('s79')).toEqual(['s78']);
});
