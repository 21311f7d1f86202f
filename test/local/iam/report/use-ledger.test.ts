import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AccessRequest } from '../../../../local/iam/access';
import { type Decision } from '../../../../local/iam/evaluation/evaluate';
import { parsePolicy } from '../../../../local/iam/policy/policy';
import { createUseLedger } from '../../../../local/iam/report/use-ledger';
import { OBJECT, ROLE, allow, policy, roleCaller } from '../evaluation/fixtures';

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ledger-'));
  file = join(directory, 'iam', 'use.json');
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const request: AccessRequest = { caller: roleCaller, action: 's3:GetObject', resource: OBJECT };
const parsed = parsePolicy(policy(allow({ Action: 's3:*' })), 'identity');
const allowed: Decision = {
  allowed: true,
  served: parsed.statements.map((statement) => ({
    statement,
    actionPattern: 's3:*',
    resourcePattern: '*',
    principal: undefined,
    source: { layer: 'identity', ownerArn: ROLE, name: 'own', policy: parsed },
  })),
};
const denied: Decision = { allowed: false, reason: { kind: 'implicit', layer: 'identity' } };
const expected = {
  ownerArn: ROLE,
  policy: 'own',
  statement: 0,
  actionPattern: 's3:*',
  resourcePattern: '*',
  action: 's3:GetObject',
  resource: OBJECT,
};

it('counts calls by statement and action', () => {
  const ledger = createUseLedger(file);
  ledger.record(request, allowed, undefined);
  ledger.record({ ...request, resource: `${OBJECT}2` }, allowed, undefined);
  ledger.record({ ...request, action: 's3:PutObject' }, allowed, undefined);
  ledger.record(request, denied, 'no');
  ledger.record(request, denied, 'no');
  expect(ledger.recorded()).toStrictEqual({
    uses: [
      { ...expected, calls: 2 },
      { ...expected, action: 's3:PutObject', calls: 1 },
    ],
    denials: [{ message: 'no', calls: 2 }],
  });
});

it('writes what is new at once, and how often at the end', () => {
  const ledger = createUseLedger(file);
  const reopened = () => createUseLedger(file).recorded().uses;
  ledger.record(request, allowed, undefined);
  expect(reopened()).toStrictEqual([{ ...expected, calls: 1 }]);
  ledger.record(request, allowed, undefined);
  expect(reopened()).toStrictEqual([{ ...expected, calls: 1 }]);
  ledger.flush();
  expect(reopened()).toStrictEqual([{ ...expected, calls: 2 }]);
  expect(existsSync(`${file}.partial`)).toBe(false);
});

it('goes on where it ended', () => {
  createUseLedger(file).record(request, allowed, undefined);
  const second = createUseLedger(file);
  second.record(request, allowed, undefined);
  expect(second.recorded().uses).toStrictEqual([{ ...expected, calls: 2 }]);
});

it('begins anew when the file is of another version', () => {
  createUseLedger(file).flush();
  writeFileSync(file, '{"uses": [{"role": "reader"}]}');
  expect(createUseLedger(file).recorded()).toStrictEqual({ uses: [], denials: [] });
});

it('does not grow with the resources that are tried in vain', () => {
  const ledger = createUseLedger(file);
  for (let at = 0; at < 1100; at++) ledger.record(request, denied, `no ${at}`);
  expect(ledger.recorded().denials).toHaveLength(1000);
  ledger.record(request, denied, 'no 0');
  expect(ledger.recorded().denials[0]).toStrictEqual({ message: 'no 0', calls: 2 });
  expect(readFileSync(file, 'utf8')).not.toContain('no 1099');
});
