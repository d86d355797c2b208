import { describe, expect, it } from 'vitest';
import { GraphWhatIf } from '../../../shared/adapters/graph/graph-what-if.ts';
import { ForbiddenError, NotFoundError, TransientError } from '../../../shared/core/errors.ts';
import { exampleTenant, tenantId } from './example-tenant.ts';
import { FakeGraph, forbidden, graphError, origin, throttled } from './fake-graph.ts';
import { VirtualTime } from './virtual-time.ts';

const path = '/v1.0/identity/conditionalAccess/evaluate';
const question = {
  signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn', userId: 'u1' },
  signInConditions: { authenticationFlow: { transferMethod: 'deviceCodeFlow' } },
};

function arrange() {
  const time = new VirtualTime();
  const graph = new FakeGraph(exampleTenant(), time);
  const whatIf = new GraphWhatIf({
    credential: { getToken: async () => ({ token: 'token', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) },
    settings: { baseUrl: origin },
    runtime: { clock: time.clock, sleep: time.sleep, random: () => 0, fetch: graph.fetch },
  });
  return { graph, whatIf, ask: () => whatIf.evaluate(tenantId, question) };
}

const answer = (...value: readonly unknown[]) => Response.json({ value });
const applies = { id: 'p1', displayName: 'Block', state: 'enabled', policyApplies: true };

describe('Asking What If', () => {
  it('sends the question as it is, and tells of each policy whether it applies and why not', async () => {
    const { graph, ask } = arrange();
    const others = { ...applies, id: 'p2', policyApplies: false, analysisReasons: 'users,location' };
    graph.answerNext(path, () => answer({ ...applies, analysisReasons: 'notSet' }, others));

    expect(await ask()).toEqual([
      { policyId: 'p1', state: 'enabled', policyApplies: true, analysisReasons: [] },
      { policyId: 'p2', state: 'enabled', policyApplies: false, analysisReasons: ['users', 'location'] },
    ]);
    const [request] = graph.requestsTo(path);
    expect(request?.method).toBe('POST');
    expect(JSON.parse(String(request?.body))).toEqual(question);
  });

  it('keeps the pace of Conditional Access, and waits where Graph asks for it', async () => {
    const { graph, ask } = arrange();
    graph.answerNext(
      path,
      () => throttled(),
      () => answer(applies),
      () => answer(applies),
    );

    await ask();
    await ask();

    const [first = 0, second = 0, third = 0] = graph.requestsTo(path).map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(1_000);
    expect(third - second).toBeGreaterThanOrEqual(1_100);
  });

  it('says which permission is missing', async () => {
    const { graph, ask } = arrange();
    graph.answerNext(path, forbidden, forbidden);

    await expect(ask()).rejects.toThrow(ForbiddenError);
    await expect(ask()).rejects.toThrow('grant the application permission Policy.Read.ConditionalAccess');
  });

  it('tells a user who is gone from an answer that failed', async () => {
    const { graph, ask } = arrange();
    graph.answerNext(
      path,
      () => graphError(404, 'Request_ResourceNotFound', "Resource 'u1' does not exist."),
      () => graphError(503, 'ServiceUnavailable', 'Later.'),
    );

    await expect(ask()).rejects.toThrow(NotFoundError);
    await expect(ask()).rejects.toThrow(TransientError);
  });

  it.each([
    ['is no list', { error: 'none' }],
    ['goes on elsewhere', { value: [applies], '@odata.nextLink': `${origin}/v1.0/next` }],
    ['does not say whether a policy applies', { value: [{ id: 'p1', state: 'enabled' }] }],
  ])('takes no answer that %s', async (_what, body) => {
    const { graph, ask } = arrange();
    graph.answerNext(path, () => Response.json(body));

    await expect(ask()).rejects.toThrow(TransientError);
  });

  it('calls a token that Graph does not accept no fault of whoever asks', async () => {
    const { graph, ask } = arrange();
    graph.answerNext(path, () => graphError(401, 'InvalidAuthenticationToken', 'No.'));

    await expect(ask()).rejects.toThrow(TransientError);
  });
});
