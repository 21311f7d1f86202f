import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newStack } from '../../../local/cloudformation/new-stack';
import { type Stack } from '../../../local/cloudformation/stack';
import { StackStore } from '../../../local/cloudformation/stack-store';
import { openState } from '../../../local/state/disk-state';
import { ManualClock } from '../../support/manual-clock';

const place = { region: 'us-east-1', accountId: '000000000000' };
const DAY = 24 * 3600 * 1000;

let directory: string;
let clock: ManualClock;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'stack-store-'));
  clock = new ManualClock();
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

function withStore<T>(work: (store: StackStore) => T): T {
  const state = openState(directory);
  try {
    return work(new StackStore(clock, state));
  } finally {
    state.close();
  }
}

function deleted(store: StackStore, name: string): Stack {
  const stack = newStack(name, 'CREATE_IN_PROGRESS', place, clock.now());
  store.add(stack);
  Object.assign(stack, { status: 'DELETE_COMPLETE', deleted: clock.now() });
  store.retire(stack);
  return stack;
}

const names = (store: StackStore): string[] => store.deleted.map(({ name }) => name);

test('deleted stacks are known for 90 days, over restarts', async () => {
  withStore((store) => deleted(store, 'first'));
  await clock.advance(DAY);
  withStore((store) => deleted(store, 'second'));
  await clock.advance(89 * DAY);
  expect(withStore(names)).toEqual(['first', 'second']);
  await clock.advance(1);
  expect(withStore(names)).toEqual(['second']);
});

test('of many, the latest 200 are', () => {
  const count = withStore((store) => {
    for (let at = 0; at < 203; at += 1) deleted(store, `s${at}`);
    return store.deleted.length;
  });
  expect(count).toBe(200);
  expect(withStore(names).slice(0, 2)).toEqual(['s3', 's4']);
});

test('a deletion that a kill cut off between its two entries is complete', () => {
  const id = withStore((store) => {
    const stack = newStack('S', 'CREATE_IN_PROGRESS', place, clock.now());
    Object.assign(stack, { status: 'DELETE_IN_PROGRESS' });
    store.add(stack);
    return stack.id;
  });
  // What `retire` writes first.
  withStore((store) => {
    store.add({ ...store.get('S'), status: 'DELETE_COMPLETE', deleted: clock.now() });
  });
  withStore((store) => {
    expect(store.live).toEqual([]);
    expect(store.deleted).toMatchObject([{ id, status: 'DELETE_COMPLETE' }]);
  });
});
