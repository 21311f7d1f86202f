import { type GrantedStatement } from '../../../local/iam/report/granted-statements';
import { type StatementUse } from '../../../local/iam/report/use';
import {
  denialsOf,
  excuseFor,
  isServed,
  newUses,
  withoutStatement,
} from '../../../scripts/iam-mutate/mutation';

const statement: GrantedStatement = {
  roleArn: 'arn:aws:iam::123456789012:role/reader',
  policy: 'own',
  statement: 1,
  actions: ['s3:GetObject', 's3:PutObject'],
  resources: ['*'],
};
const use: StatementUse = {
  ownerArn: statement.roleArn,
  policy: 'own',
  statement: 1,
  actionPattern: 's3:GetObject',
  resourcePattern: '*',
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::data/1',
  calls: 1,
};
const denied = (role: string, action: string): string =>
  `User: arn:aws:sts::123456789012:assumed-role/${role}/me is not authorized to perform: ${action} on resource: arn:aws:s3:::data/1 because ...`;

it('takes one statement out of a policy', () => {
  const document = { Version: '2012-10-17', Statement: ['a', 'b', 'c'] };
  expect(withoutStatement(document, 1)).toStrictEqual({
    Version: '2012-10-17',
    Statement: ['a', 'c'],
  });
  expect(withoutStatement({ Statement: { Effect: 'Allow' } }, 0)).toStrictEqual({ Statement: [] });
  expect(document.Statement).toHaveLength(3);
});

it('sees the calls that a scenario added', () => {
  const other = { ...use, action: 's3:HeadObject' };
  const before = { uses: [use, other], denials: [] };
  const again = { ...use, calls: 3, resource: 'arn:aws:s3:::data/2' };
  const first = { ...use, statement: 0 };
  expect(newUses(before, { uses: [again, other, first], denials: [] })).toStrictEqual([
    again,
    first,
  ]);
});

it('tells which statement served', () => {
  expect(isServed(statement, [use])).toBe(true);
  for (const more of [{ statement: 0 }, { policy: 'other' }, { ownerArn: 'arn' }]) {
    expect(isServed(statement, [{ ...use, ...more }])).toBe(false);
  }
});

it('finds the new denials of the role for what the statement allows', () => {
  const old = { message: denied('reader', 's3:GetObject'), calls: 1 };
  const messages = [
    denied('reader', 's3:PutObject'),
    denied('reader', 's3:PutObjectTagging'),
    denied('writer', 's3:PutObject'),
  ];
  const denials = messages.map((message) => ({ message, calls: 1 }));
  const before = { uses: [], denials: [old] };
  const after = { uses: [], denials: [old, ...denials] };
  expect(denialsOf(statement, before, after)).toStrictEqual([messages[0]]);
  const twice = { uses: [], denials: [{ ...old, calls: 2 }] };
  expect(denialsOf(statement, before, twice)).toStrictEqual([old.message]);
});

it('excuses a statement only when each of its actions is excused', () => {
  const reading = { name: 'reading', actions: ['s3:GetObject'], page: '', why: '' };
  const writing = { name: 'writing', actions: ['s3:PutObject'], page: '', why: '' };
  expect(excuseFor(statement, [reading])).toBeUndefined();
  expect(excuseFor(statement, [reading, writing])).toBe('reading');
  expect(excuseFor(statement, [reading, { ...writing, roles: /^writer$/u }])).toBeUndefined();
});
