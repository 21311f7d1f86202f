import { DatasetUnusable, NoUsableRecords } from '../../../domain/run/errors';
import { CONTRACT_VERSION } from '../../../domain/run/plan';
import { type PreparedPart, type Rejection } from '../../../domain/run/outcomes';
import { requireRecords } from '../../../lambdas/start-transform/require-records';
import { plan, runSettings } from '../../support/run-fixtures';

const rejection = (line: number, reason: string): Rejection => ({ line, object: 'o', reason });

function part(
  read: number,
  submitted: number,
  firstRejections: Rejection[] = [],
  referenced = submitted,
): PreparedPart {
  return {
    contractVersion: CONTRACT_VERSION,
    kind: 'prepared',
    read,
    rejected: read - submitted,
    submitted,
    referenced,
    shardRecords: submitted === 0 ? [] : [submitted],
    firstRejections,
  };
}

test('one usable record in any part is enough', () => {
  expect(() => {
    requireRecords([part(5, 0), part(5, 1)], plan());
  }).not.toThrow();
});

test.each([
  { parts: [part(0, 0)], message: 'the data set s3://data-bucket/data.jsonl has no records' },
  {
    parts: [part(1, 0, [rejection(1, 'a')])],
    message: 'none of the 1 records of s3://data-bucket/data.jsonl can be submitted: line 1: a',
  },
  {
    parts: [part(9, 0, [rejection(1, 'a'), rejection(4, 'b')])],
    message:
      'none of the 9 records of s3://data-bucket/data.jsonl can be submitted: line 1: a; line 4: b; and 7 more',
  },
])('$message', ({ parts, message }) => {
  expect(() => {
    requireRecords(parts, plan());
  }).toThrow(new NoUsableRecords(message));
});

test('references that were asked for and never found are told before a job costs money', () => {
  const none = [part(5, 5, [], 0)];
  expect(() => {
    requireRecords(none, plan());
  }).toThrow(
    new DatasetUnusable(
      "no record of s3://data-bucket/data.jsonl has a reference in its column 'highlights'; set dataset.referenceColumn to null for a run without references",
    ),
  );
  const own = runSettings({
    dataset: {
      referenceColumn: null,
      idColumn: null,
      references: { uri: 'refs.jsonl', idColumn: 'key', referenceColumn: 'summary' },
    },
  });
  expect(() => {
    requireRecords(none, plan({ settings: own }));
  }).toThrow(/in refs\.jsonl: the position of the data never equals the column 'key'/);
});

test('a run that wants no references needs none', () => {
  const settings = runSettings({ dataset: { referenceColumn: null } });
  expect(() => {
    requireRecords([part(5, 5, [], 0)], plan({ settings }));
  }).not.toThrow();
});
