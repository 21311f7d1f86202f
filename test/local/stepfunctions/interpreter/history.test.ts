import { History } from '../../../../local/stepfunctions/interpreter/history';

it('numbers events from 1, in epoch seconds', () => {
  const history = new History(() => 1500);
  expect(history.add('ExecutionStarted', 0)).toBe(1);
  expect(history.add('PassStateEntered', 0)).toBe(2);
  expect(history.events).toEqual([
    { id: 1, previousEventId: 0, type: 'ExecutionStarted', timestamp: 1.5 },
    { id: 2, previousEventId: 0, type: 'PassStateEntered', timestamp: 1.5 },
  ]);
});

it('takes nothing after the end', () => {
  const history = new History(() => 0);
  history.seal('ExecutionAborted', 0);
  history.add('PassStateExited', 1);
  expect(history.events.map(({ type }) => type)).toEqual(['ExecutionAborted']);
});

it('keeps the 25,000th place for the end', () => {
  const history = new History(() => 0);
  for (let id = 1; id < 25_000; id += 1) history.add('PassStateEntered', id - 1);
  expect(() => history.add('PassStateExited', 24_999)).toThrow(
    'The execution reached the maximum number of history events (25000).',
  );
  history.seal('ExecutionFailed', 24_999);
  expect(history.events.at(-1)?.id).toBe(25_000);
});

it('goes on, with a warning, when its listener fails', () => {
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const history = new History(
    () => 0,
    () => {
      throw new Error('disk full');
    },
  );
  history.add('ExecutionStarted', 0);
  history.seal('ExecutionSucceeded', 1);
  expect(history.events.map(({ id }) => id)).toEqual([1, 2]);
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('disk full'));
  warn.mockRestore();
});
