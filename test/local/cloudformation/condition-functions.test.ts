import { conditionValue } from '../../../local/cloudformation/condition-functions';
import { resolve } from '../../../local/cloudformation/intrinsics';
import { scope } from './scope-double';

const valueOf = (expression: unknown): boolean =>
  conditionValue(expression, scope, (value) => resolve(value, scope));
const yes = { Condition: 'Yes' };
const no = { Condition: 'No' };

const table: [unknown, boolean][] = [
  [yes, true],
  [no, false],
  [{ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] }, true],
  [{ 'Fn::Equals': ['1', 1] }, true],
  [{ 'Fn::And': [yes, yes] }, true],
  [{ 'Fn::And': [yes, no] }, false],
  [{ 'Fn::Or': [no, yes] }, true],
  [{ 'Fn::Or': [no, no] }, false],
  [{ 'Fn::Not': [no] }, true],
  [{ 'Fn::Not': [{ 'Fn::And': [yes, yes] }] }, false],
];
test.each(table)('%j is %p', (expression, expected) => {
  expect(valueOf(expression)).toBe(expected);
});

test.each([
  [{ Condition: 'Maybe' }, "'Maybe'"],
  ['text', 'Not a condition'],
  [{ Ref: 'x' }, 'Not a'],
])('%j is refused', (expression, reason) => {
  expect(() => valueOf(expression)).toThrow(reason);
});
