import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogStore } from '../../../local/logs/log-store';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'log-store-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

test('a group that a kill has cut short is none, and its next line makes it', async () => {
  mkdirSync(join(directory, 'cut-short'));
  const store = createLogStore(directory, () => 5);
  expect([store.hasGroup('cut-short'), store.keyOf('cut-short')]).toEqual([false, undefined]);
  const event = { timestamp: 1, ingestionTime: 2, message: 'a line' };
  store.append('cut-short', 'stream', [event]);
  expect(store.groups()).toMatchObject([{ name: 'cut-short', createdAt: 5 }]);
  const events = [];
  for await (const each of store.read('cut-short', 'stream')) events.push(each);
  expect(events).toEqual([event]);
});
