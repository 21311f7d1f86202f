import { RecentlyEnded } from '../../../local/stepfunctions/recently-ended';

it('forgets the oldest beyond the bound', () => {
  const forgotten: string[] = [];
  const recent = new RecentlyEnded((arn) => forgotten.push(arn), 2);
  for (const arn of ['a', 'b', 'c', 'd']) recent.add(arn);
  expect(forgotten).toEqual(['a', 'b']);
});
