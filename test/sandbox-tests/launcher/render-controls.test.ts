import { expect, test } from 'vitest';
import { plain } from '../../sandbox/launcher/paint.ts';
import { renderControls } from '../../sandbox/launcher/render-controls.ts';

const failed = {
  control: 'device-code-flow-blocked',
  id: '2.2.3',
  title: 'A title',
  verdict: 'fail',
  usersInGap: 1_204,
  reason: 'a reason that is longer than what is left of the line for it',
} as const;

test('the reason is wrapped in the columns that the others leave', () => {
  const text = renderControls([failed], { paint: plain, width: 66 });

  expect(text.split('\n')).toEqual([
    'Control  Verdict  Users in gap  Why',
    '2.2.3    FAIL     1,204         a reason that is longer than what',
    '                                is left of the line for it',
  ]);
});

test('the controls stand in the order of the benchmark', () => {
  const ids = ['2.2.10', '2.2.3', '2.2.1'];
  const text = renderControls(
    ids.map((id) => ({ ...failed, id })),
    { paint: plain, width: 200 },
  );

  expect(text.match(/^2\S+/gm)).toEqual(['2.2.1', '2.2.3', '2.2.10']);
});

test('a number of users that is not known is not shown as none', () => {
  const unknown = { ...failed, verdict: 'inconclusive', usersInGap: null } as const;

  expect(renderControls([unknown], { paint: plain, width: 80 })).toMatch(/inconclusive {2}- /);
});
