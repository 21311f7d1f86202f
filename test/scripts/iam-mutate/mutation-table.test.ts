import { type GrantedStatement } from '../../../local/iam/report/granted-statements';
import { unobservableRights } from '../../../local/iam/report/unobservable-rights';
import { mutationRows, withMutationTable } from '../../../scripts/iam-mutate/mutation-table';

const statement: GrantedStatement = {
  roleArn: 'arn:aws:iam::123456789012:role/reader',
  policy: 'own',
  statement: 0,
  actions: ['s3:GetObject', 's3:PutObject'],
  resources: ['*'],
};
const role = 'Reader';
const PAGE = 'before\n\n<!-- mutation -->\nold\n<!-- end -->\n\nafter\n';

it('says of each statement what is denied without it, and where that shows', () => {
  const page = withMutationTable(PAGE, [
    {
      role,
      statement,
      verdict: { kind: 'denied', scenario: 'run', action: 's3:PutObject', seenIn: 'the log L' },
    },
    { role, statement, verdict: { kind: 'excused', by: 'traces' } },
    { role, statement, verdict: { kind: 'survived', why: 'no scenario uses it' } },
  ]);
  const cells = page.split('\n').map((line) => line.replaceAll(/ +/gu, ' ').trim());
  const both = '`s3:GetObject`, `s3:PutObject`';
  expect(cells).toEqual(
    expect.arrayContaining([
      '3 statements: 1 are missed, 1 are excused, 1 are not missed.',
      `| \`Reader\` | ${both} | \`s3:PutObject\` | run | the log L |`,
      `| \`Reader\` | ${both} | | | excused: traces |`,
      `| \`Reader\` | ${both} | | | nothing: no scenario uses it |`,
    ]),
  );
  expect(page).not.toContain('old');
  expect(page.startsWith('before\n')).toBe(true);
  expect(page.endsWith('<!-- end -->\n\nafter\n')).toBe(true);
});

it('reads its own table again', () => {
  const verdicts = [
    { kind: 'denied', scenario: 'run', action: 's3:PutObject', seenIn: 'the log L' },
    { kind: 'excused', by: 'traces' },
    { kind: 'survived', why: 'no scenario uses it' },
  ] as const;
  const page = withMutationTable(
    PAGE,
    verdicts.map((verdict) => ({ role, statement, verdict })),
  );
  const { actions } = statement;
  expect(mutationRows(page)).toEqual([
    { role, actions, isJudged: true },
    { role, actions, isJudged: true },
    { role, actions, isJudged: false },
  ]);
  expect(() => mutationRows('no part')).toThrow('the page has no part <!-- mutation -->');
});

it.each(unobservableRights)('has the excuse $name, with its page', ({ name, page, why }) => {
  const row = withMutationTable(PAGE, [])
    .split('\n')
    .find((line) => line.startsWith(`| ${name} `));
  expect(row).toContain(why);
  expect(row).toContain(`[AWS](${page})`);
});

it('refuses a page without a place for it', () => {
  expect(() => withMutationTable('no part', [])).toThrow('the page has no part <!-- mutation -->');
});
