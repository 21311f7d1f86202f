import {
  MOST_UNOBSERVABLE_RIGHTS,
  unobservableRights,
} from '../../../../local/iam/report/unobservable-rights';

it('is a short list', () => {
  expect(MOST_UNOBSERVABLE_RIGHTS).toBe(12);
  expect(unobservableRights.length).toBeLessThanOrEqual(MOST_UNOBSERVABLE_RIGHTS);
});

it.each(unobservableRights)('$name: what, why, and the page of AWS that demands it', (right) => {
  expect(right.actions.every((action) => /^[a-z0-9]+:[A-Z][A-Za-z]+$/u.test(action))).toBe(true);
  expect(new URL(right.page).host).toBe('docs.aws.amazon.com');
  expect(right.why).not.toBe('');
});

it('excuses each action once', () => {
  const actions = unobservableRights.flatMap((right) => right.actions);
  expect(new Set(actions).size).toBe(actions.length);
});
