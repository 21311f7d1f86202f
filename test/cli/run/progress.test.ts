import { progressText, readProgress } from '../../../cli/run/progress';
import { startWaitingMachine, type WaitingMachine } from './waiting-machine';

describe('progressText', () => {
  it('is the state alone before the first look at the job', () => {
    expect(progressText({ state: 'Prepare the input' })).toBe('Prepare the input');
  });

  it('says how many records are answered, 0 too', () => {
    expect(progressText({ state: 'Wait', answered: 0, submitted: 1542 })).toBe(
      'Wait: 0 of 1,542 records answered',
    );
  });

  it.each([{ answered: 1 }, { submitted: 1 }])('does not show half of it: %j', (half) => {
    expect(progressText({ state: 'Wait', ...half })).toBe('Wait');
  });
});

describe('readProgress', () => {
  let machine: WaitingMachine;
  beforeAll(async () => {
    machine = await startWaitingMachine();
  });
  afterAll(() => machine.close());

  it('finds the state entered last and the last look at the job', async () => {
    const executionArn = await machine.start({ answered: 3, submitted: 5, status: 'InProgress' });
    expect(await readProgress(machine.client, executionArn)).toEqual({
      state: 'Wait for the job',
      answered: 3,
      submitted: 5,
    });
  });

  it.each([{ answered: 3 }, { answered: '3', submitted: 5 }, [1], 'text', null])(
    'takes %j for no look at the job',
    async (input) => {
      const executionArn = await machine.start(input);
      expect(await readProgress(machine.client, executionArn)).toEqual({
        state: 'Wait for the job',
      });
    },
  );
});
