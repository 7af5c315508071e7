import { refusal } from '../rules';
import type { Request } from './request';
import { ramPart } from './state';

/** Runs an operation once for each client token: the same request again gets the same response. */
export function once(run: (request: Request) => unknown): (request: Request) => unknown {
  return (request) => {
    const { world, account, region, operation } = request;
    const { settled } = world.part(ramPart);
    const clientToken = request.text('clientToken');
    if (clientToken === undefined) return run(request);
    const asked = JSON.stringify(request.input);
    const before = settled.find(
      (one) =>
        one.account === account &&
        one.region === region &&
        one.operation === operation &&
        one.clientToken === clientToken,
    );
    if (before !== undefined && before.request !== asked) throw refusal('ram/client-token', clientToken);
    if (before !== undefined) return before.answer;
    const answer = run(request);
    settled.push({ account, region, operation, clientToken, request: asked, answer, at: world.now() });
    return answer;
  };
}
