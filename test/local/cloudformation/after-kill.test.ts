import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { asItIs } from '../../../local/state/format';
import { openState } from '../../../local/state/disk-state';
import { type State } from '../../../local/state/state';
import { cloudFormationOfThings } from './thing-provider';

let directory: string;
let there: Set<string>;
let state: State;
let things: ReturnType<typeof cloudFormationOfThings>;
let killAt: string | undefined;
let onKill: () => void;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'after-kill-'));
  there = new Set();
  killAt = undefined;
  start();
});
afterEach(() => {
  state.close();
  rmSync(directory, { recursive: true });
});

function start(): void {
  state = openState(directory);
  const pause = async (moment: string): Promise<void> => {
    if (moment !== killAt) return;
    onKill();
    await new Promise(() => undefined);
  };
  things = cloudFormationOfThings({ state, there, pause });
  things.cloudFormation.resume();
}

/** What goes on at that moment never ends, and another process starts over what is on the disk. */
async function killed(moment: string, work: () => Promise<unknown>): Promise<void> {
  killAt = moment;
  const reached = new Promise<void>((resolve) => (onKill = resolve));
  await Promise.race([reached, work().then(() => Promise.reject(new Error(`no ${moment}`)))]);
  killAt = undefined;
  state.close();
  start();
  await things.cloudFormation.idle();
}

/** A process starts over a note of a creation that has begun. */
function restartOver(note: { wasThere?: boolean }): void {
  state.close();
  const earlier = openState(directory);
  const begun = { stackName: 'S', logicalId: 'A', type: 'Thing', generation: 0 };
  const record = { ...begun, properties: mine.Properties, ...note };
  earlier.map('stack-creations', asItIs(z.unknown())).set('S/A/0', record);
  earlier.close();
  start();
}

const mine = { Properties: { Name: 'mine' } };

describe('a creation that a kill cuts off', () => {
  test('loses nothing of that name that was there before', async () => {
    there.add('mine');
    await killed('before A', () => things.deploy({ A: mine }));
    expect([things.journal, [...there]]).toEqual([[], ['mine']]);
  });

  test('leaves nothing of what it has made', async () => {
    await killed('create A', () => things.deploy({ A: mine }));
    expect([things.journal, [...there]]).toEqual([['discard A'], []]);
  });

  test('of an earlier version, which did not look, is left as it is', async () => {
    there.add('mine');
    restartOver({});
    await things.cloudFormation.idle();
    expect([things.journal, [...there]]).toEqual([[], ['mine']]);
    expect(things.cloudFormation.store.cutOff).toEqual([]);
  });

  test('is warned of if it cannot be cleared away, and deployments go on', async () => {
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation();
    restartOver({ wasThere: false });
    things.cloudFormation.store.endCreation = () => {
      throw new Error('disk full');
    };
    expect((await things.deploy({ A: mine })).status).toBe('CREATE_COMPLETE');
    expect(warn.mock.calls).toEqual([
      ['What a killed creation of A of stack S has left was not removed: disk full'],
    ]);
    warn.mockRestore();
  });
});

const kind = (Kind: string) => ({ Properties: { Kind } });
const stack = () => things.cloudFormation.stack('S');
const standing = () =>
  [...stack().resources.values()].map(({ state: { physicalId } }) => physicalId);

describe('an update that a kill cuts off in its clean-up', () => {
  let old: string;
  beforeEach(async () => {
    await things.deploy({ A: kind('1'), Gone: mine });
    [old = ''] = standing();
    await killed(`delete ${old}`, () => things.deploy({ A: kind('2') }));
  });

  test('is complete, and tells what it has left', () => {
    expect(stack()).toMatchObject({ status: 'UPDATE_COMPLETE', unfinished: [] });
    expect(standing()).not.toContain(old);
    expect([...there]).toEqual(['mine', ...standing()]);
    const left = stack().events.filter(({ status }) => status === 'DELETE_FAILED');
    expect(left.map(({ physicalId }) => physicalId)).toEqual([old, 'mine']);
  });

  test('is never taken back: not by a rollback of the next one', async () => {
    const failing = { A: kind('2'), B: { Properties: { Fault: 'create' } } };
    await expect(things.deploy(failing)).rejects.toThrow('no room');
    expect(stack().status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(standing()).toHaveLength(1);
    expect([...there]).toEqual(['mine', ...standing()]);
  });
});

describe('a rollback that a kill cuts off', () => {
  const failing = { Uses: { Ref: 'B' }, Fault: 'create' };
  const update = {
    A: kind('2'),
    B: { Properties: { Name: 'b' } },
    C: { Properties: failing },
  };

  test('of a creation has failed: the stack has what is left, and can only be deleted', async () => {
    const { B, C } = update;
    const resources = { A: { Properties: { Name: 'a' } }, B, C };
    await killed('delete b', () => things.deploy(resources));
    expect(stack()).toMatchObject({ status: 'ROLLBACK_FAILED' });
    await expect(things.deploy({ B })).rejects.toThrow('can not be updated');
    await things.cloudFormation.deleteStack('S');
    expect([...there]).toEqual([]);
  });

  test('of an update has failed, and goes on from there', async () => {
    await things.deploy({ A: kind('1') });
    const before = standing();
    await killed('delete b', () => things.deploy(update));
    expect(stack()).toMatchObject({ status: 'UPDATE_ROLLBACK_FAILED' });
    expect(stack().unfinished.map(({ resource }) => resource.logicalId)).toEqual(['A', 'B']);
    await things.cloudFormation.startRollback(stack()).done;
    expect(stack()).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', unfinished: [] });
    expect([standing(), [...there]]).toEqual([before, before]);
  });

  test('never takes back again what was taken back before', async () => {
    await things.deploy({ A: kind('1') });
    const [old = ''] = standing();
    // The later step is in the saved stack no more when the earlier one is taken back.
    await killed('delete b', () => things.deploy(update));
    const [made = ''] = standing();
    expect(made).not.toBe(old);
    await killed(`delete ${made}`, () => things.cloudFormation.startRollback(stack()).done);
    expect(stack().unfinished.map(({ resource }) => resource.logicalId)).toEqual(['A']);
    await things.cloudFormation.startRollback(stack()).done;
    expect([standing(), [...there]]).toEqual([[old], [old]]);
  });
});
