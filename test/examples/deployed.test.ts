import { everyExample, everyPodExample, exampleOn } from '../cases/examples';
import { planned } from '../cases/synthesized';

test.each([...everyExample, ...everyPodExample])(
  'everything in examples/%s is deployed on %s',
  (name, plane) => {
    expect(planned(exampleOn(name, plane)).plan.notDeployed).toEqual([]);
  },
);
