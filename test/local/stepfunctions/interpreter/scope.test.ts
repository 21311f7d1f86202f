import { Payload } from '../../../../local/stepfunctions/interpreter/payload';
import { Scope } from '../../../../local/stepfunctions/interpreter/scope';
import { type Json } from '../../../../local/stepfunctions/json';

function assignment(values: Readonly<Record<string, Json>>): Map<string, Payload> {
  return new Map(Object.entries(values).map(([name, value]) => [name, Payload.of(value)]));
}

it('reads the outer scope, and keeps its own to itself', () => {
  const outer = new Scope();
  outer.assign(assignment({ a: 1 }));
  const inner = new Scope(outer);
  inner.assign(assignment({ b: 2 }));
  expect(inner.values()).toEqual({ a: 1, b: 2 });
  expect(outer.values()).toEqual({ a: 1 });
});

it('refuses more than 256 KiB in one Assign, and assigns nothing of it', () => {
  const scope = new Scope();
  const refusal = scope.assign(assignment({ small: 1, big: 'x'.repeat(262_144) }));
  expect(refusal).toBe('The variables of one Assign have 262147 bytes, the maximum is 262144.');
  expect(scope.values()).toEqual({});
});

it('refuses more than 10 MiB in all, counting a replaced variable once', () => {
  const scope = new Scope();
  const block = 'x'.repeat(262_142); // With its quotes 262,144 bytes; 40 of them are 10 MiB.
  for (let index = 0; index < 40; index += 1) {
    expect(scope.assign(assignment({ [`v${index}`]: block }))).toBeUndefined();
    expect(scope.assign(assignment({ [`v${index}`]: block }))).toBeUndefined();
  }
  expect(scope.bytes).toBe(10_485_760);
  expect(scope.assign(assignment({ one: 1 }))).toContain('10485761 bytes');
});
